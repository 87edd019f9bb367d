-- What must hold of the catalog for tenants to be apart: one row per fault, none if all is well.
-- Columns: rule, object, problem. Reads the catalog only; any role may run it.
WITH
  reachable AS ( -- what tenants can get at: the group, its members, PUBLIC
    SELECT oid FROM pg_roles WHERE rolname IN ('tenantry_tenant', 'tenantry_shared')
    UNION ALL
    SELECT oid FROM pg_roles WHERE rolname ~ '^t_[0-9a-f]{32}$'
    UNION ALL -- logins by IAM, whose names are given by Google
    SELECT member FROM pg_auth_members
    WHERE roleid IN (SELECT oid FROM pg_roles WHERE rolname IN ('tenantry_tenant', 'tenantry_shared'))
      AND (inherit_option OR set_option)
    UNION ALL
    SELECT 0::oid),
  extension_objects AS (
    SELECT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'e'),
  tables AS (
    SELECT c.* FROM pg_class c
    WHERE c.relnamespace = to_regnamespace('tenantry') AND c.relkind IN ('r', 'p')),
  table_grants AS (
    SELECT c.oid, c.relispartition, c.relnamespace, g.privilege_type, g.grantee
    FROM pg_class c, aclexplode(c.relacl) g
    WHERE g.grantee IN (SELECT oid FROM reachable)
      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      AND ('pg_class'::regclass, c.oid) NOT IN (SELECT classid, objid FROM extension_objects)),
  column_grants AS (
    SELECT c.oid, c.relispartition, c.relnamespace, a.attname, g.privilege_type, g.grantee
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) g
    WHERE g.grantee IN (SELECT oid FROM reachable)
      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
  grants AS (
    SELECT oid, relispartition, relnamespace, privilege_type, grantee FROM table_grants
    UNION ALL
    SELECT oid, relispartition, relnamespace, privilege_type, grantee FROM column_grants),
  all_acls AS ( -- every list of rights, to look for rights that may be handed on
    SELECT 'pg_class'::regclass AS kind, oid, 0 AS part, relacl AS acl FROM pg_class
    UNION ALL
    SELECT 'pg_class'::regclass, attrelid, attnum, attacl FROM pg_attribute
    WHERE attacl IS NOT NULL
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, 0, proacl FROM pg_proc
    UNION ALL
    SELECT 'pg_namespace'::regclass, oid, 0, nspacl FROM pg_namespace
    UNION ALL
    SELECT 'pg_database'::regclass, oid, 0, datacl FROM pg_database),
  policies AS (
    SELECT p.*, t.oid::regclass::text AS rel,
      coalesce(pg_get_expr(p.polqual, p.polrelid), '') AS using_text,
      coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') AS check_text
    FROM pg_policy p JOIN tables t ON t.oid = p.polrelid),
  fence AS (
    SELECT '(tenant_id = ( SELECT tenantry.current_tenant() AS current_tenant))' AS text),
  functions AS (
    SELECT p.*, p.oid::regprocedure::text AS signature,
      has_function_privilege('public', p.oid, 'EXECUTE') AS for_public
    FROM pg_proc p
    WHERE p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT classid, objid FROM extension_objects)),
  attributes AS ( -- what the platform's own roles may be besides groups
    SELECT * FROM (VALUES
      ('tenantry_service', true, false, false), ('tenantry_dump', true, false, false),
      ('tenantry_pooler', true, false, false), ('tenantry_migrator', true, false, false),
      ('tenantry_provisioner', true, false, true), ('tenantry_roles', false, true, false))
      AS allowed (name, login, createrole, createdb)),
  identity AS ( -- the one function that every fence asks, without its white space
    SELECT 'SELECTCASEWHENstarts_with((SESSION_USER)::text,''t_''::text)THEN(substr((SESSION_USER)::'
      || 'text,3))::uuidELSEtenantry_private.mapped_tenant()END'
      AS body)
SELECT 'rls-off' AS rule, t.oid::regclass::text AS object,
    'row level security is not enabled' AS problem
  FROM tables t WHERE NOT t.relrowsecurity
UNION ALL
SELECT 'rls-not-forced', t.oid::regclass::text, 'its owner passes row level security'
  FROM tables t WHERE NOT t.relforcerowsecurity
UNION ALL
SELECT 'tenant-column', t.oid::regclass::text, 'has no column tenant_id uuid NOT NULL'
  FROM tables t
  WHERE NOT EXISTS (
    SELECT FROM pg_attribute a
    WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND a.atttypid = 'uuid'::regtype
      AND a.attnotnull)
UNION ALL
SELECT 'fence-missing', t.oid::regclass::text,
    'has no restrictive policy for all commands and all tenants that is the fence'
  FROM tables t, fence
  WHERE NOT EXISTS (
    SELECT FROM policies p
    WHERE p.polrelid = t.oid AND NOT p.polpermissive AND p.polcmd = '*'
      AND p.polroles @> ARRAY['tenantry_tenant'::regrole::oid, 'tenantry_service'::regrole::oid,
        t.relowner]
      AND p.using_text = fence.text AND p.check_text = fence.text)
UNION ALL
SELECT 'policy-missing', t.oid::regclass::text,
    'has no permissive policy that lets tenants and trusted code at their rows'
  FROM tables t, fence
  WHERE NOT EXISTS (
    SELECT FROM policies p
    WHERE p.polrelid = t.oid AND p.polpermissive AND p.polcmd = '*'
      AND p.polroles @> ARRAY['tenantry_tenant'::regrole::oid, 'tenantry_service'::regrole::oid,
        t.relowner]
      AND p.using_text = fence.text AND p.check_text = fence.text)
UNION ALL
SELECT 'identity', coalesce(f.signature, 'tenantry.current_tenant()'),
    'does not answer from session_user as V001 says, or cannot be inlined'
  FROM identity i LEFT JOIN functions f
    ON f.proname = 'current_tenant' AND f.pronamespace = to_regnamespace('tenantry')
  WHERE f.prosqlbody IS NULL OR f.provolatile <> 's' OR f.prosecdef OR f.proisstrict
    OR f.proconfig IS NOT NULL
    OR position(i.body IN regexp_replace(pg_get_function_sqlbody(f.oid), '\s+', '', 'g')) = 0
UNION ALL
SELECT 'policy-without-check', p.rel, 'policy ' || p.polname || ' writes without WITH CHECK'
  FROM policies p WHERE p.polcmd IN ('*', 'a', 'w') AND p.polwithcheck IS NULL
UNION ALL
SELECT 'policy-open', p.rel, 'policy ' || p.polname || ' lets tenants pass the fence'
  FROM policies p, fence
  WHERE p.polroles && (SELECT array_agg(oid) FROM reachable)
    AND ((p.polcmd <> 'a' AND p.using_text <> fence.text)
      OR (p.polcmd IN ('*', 'a', 'w') AND p.check_text <> fence.text))
UNION ALL
SELECT 'privilege', g.oid::regclass::text,
    g.privilege_type || ' on the table is granted to ' ||
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END
  FROM table_grants g
  WHERE g.privilege_type NOT IN ('SELECT', 'INSERT') OR g.grantee = 0
UNION ALL
SELECT 'column-privilege', g.oid::regclass::text,
    g.privilege_type || ' on column ' || g.attname || ' is granted to ' ||
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END
  FROM column_grants g
  WHERE g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE') OR g.grantee = 0
    OR (g.privilege_type = 'UPDATE' AND g.attname = 'tenant_id')
UNION ALL
SELECT 'grant-option', pg_describe_object(a.kind, a.oid, a.part),
    g.privilege_type || ' may be handed on by ' || g.grantee::regrole
  FROM all_acls a, aclexplode(a.acl) g
  WHERE g.is_grantable AND g.grantee <> 0 AND g.grantee IN (SELECT oid FROM reachable)
UNION ALL
SELECT 'partition-granted', g.oid::regclass::text, 'a partition is granted by itself'
  FROM grants g WHERE g.relispartition
UNION ALL
SELECT 'outside-schema', g.oid::regclass::text, 'tenants have ' || g.privilege_type ||
    ' on a relation outside of schema tenantry'
  FROM grants g WHERE g.relnamespace IS DISTINCT FROM to_regnamespace('tenantry')
UNION ALL
SELECT 'system-privilege', c.oid::regclass::text,
    g.privilege_type || ' was granted to tenants or PUBLIC, and not by PostgreSQL itself'
  FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL,
    aclexplode(c.relacl || a.attacl) g
  WHERE c.relnamespace = 'pg_catalog'::regnamespace
    AND g.grantee IN (SELECT oid FROM reachable)
    AND NOT EXISTS (
      SELECT FROM pg_init_privs i, aclexplode(i.initprivs) was
      WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid
        AND was.grantee = g.grantee AND was.privilege_type = g.privilege_type)
UNION ALL
SELECT 'system-privilege', p.oid::regprocedure::text,
    'was given to tenants or PUBLIC, and not by PostgreSQL itself'
  FROM pg_proc p, aclexplode(p.proacl) g
  WHERE p.pronamespace = 'pg_catalog'::regnamespace AND g.grantee IN (SELECT oid FROM reachable)
    AND NOT EXISTS (
      SELECT FROM pg_init_privs i, aclexplode(coalesce(i.initprivs, acldefault('f', p.proowner))) was
      WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND was.grantee = g.grantee)
    AND (g.grantee <> 0
      OR p.proname ~ '^(pg_read_|pg_ls_|pg_stat_file|pg_hba|pg_ident|lo_import|lo_export)')
UNION ALL
SELECT 'owned', pg_describe_object(d.classid, d.objid, 0), 'belongs to ' || d.refobjid::regrole
  FROM pg_shdepend d
  WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass
    AND d.refobjid IN (SELECT oid FROM reachable)
    AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    -- Which any login can make, and which reach nobody else: else a tenant could stop migrations.
    AND d.classid NOT IN ('pg_largeobject'::regclass, 'pg_default_acl'::regclass)
UNION ALL
SELECT 'key-order', i.indexrelid::regclass::text, 'a unique key does not begin with tenant_id'
  FROM pg_index i JOIN tables t ON t.oid = i.indrelid
  WHERE (i.indisunique OR i.indisexclusion) AND (
    SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0])
    IS DISTINCT FROM 'tenant_id'
UNION ALL
SELECT 'foreign-key', c.conrelid::regclass::text,
    'foreign key ' || c.conname || ' does not carry tenant_id'
  FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid
  WHERE c.contype = 'f' AND NOT EXISTS (
    SELECT FROM unnest(c.conkey, c.confkey) AS k (own, other)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
    WHERE a.attname = 'tenant_id' AND b.attname = 'tenant_id')
UNION ALL
SELECT 'view', c.oid::regclass::text, 'a view without security_invoker and security_barrier'
  FROM pg_class c
  WHERE c.relnamespace = to_regnamespace('tenantry') AND c.relkind = 'v'
    AND NOT coalesce(c.reloptions, '{}')
      @> ARRAY['security_invoker=true', 'security_barrier=true']
UNION ALL
SELECT 'relation-kind', c.oid::regclass::text,
    CASE c.relkind WHEN 'm' THEN 'a materialized view' WHEN 'f' THEN 'a foreign table'
      ELSE 'a sequence' END || ' knows no row level security'
  FROM pg_class c
  WHERE c.relnamespace = to_regnamespace('tenantry') AND c.relkind IN ('m', 'f', 'S')
UNION ALL
SELECT 'definer', f.signature, 'SECURITY DEFINER without the pinned search_path'
  FROM functions f
  WHERE f.prosecdef AND NOT coalesce(f.proconfig, '{}') && ARRAY[
    'search_path=pg_catalog, pg_temp']
UNION ALL
SELECT 'definer-reason', f.signature, 'SECURITY DEFINER that db/lint/definers.txt gives no reason for'
  FROM functions f
  WHERE f.prosecdef AND (
    f.pronamespace::regnamespace || '.' || f.proname <> ALL (:definers)
    OR EXISTS (
      SELECT FROM functions g
      WHERE g.proname = f.proname AND g.pronamespace = f.pronamespace AND g.oid < f.oid))
UNION ALL
SELECT 'definer-owner', f.signature, 'runs with the rights of ' || f.proowner::regrole
  FROM functions f
  WHERE f.prosecdef AND f.proowner::regrole::text <> ALL (
    CASE
      WHEN f.pronamespace = to_regnamespace('tenantry_registry') THEN ARRAY['tenantry_roles']
      WHEN f.proname = 'search_memories' THEN ARRAY['tenantry_search']
      WHEN f.proname = 'read_rows' THEN ARRAY['tenantry_reader']
      ELSE ARRAY['tenantry_owner', 'tenantry_database_owner']
    END)
UNION ALL
SELECT 'function-public', f.signature, 'everybody may call it' FROM functions f WHERE f.for_public
UNION ALL
SELECT 'function-privilege', f.signature,
    'tenants may call it, and it lies outside of schema tenantry'
  FROM functions f, aclexplode(f.proacl) g
  WHERE g.grantee <> 0 AND g.grantee IN (SELECT oid FROM reachable)
    AND f.pronamespace IS DISTINCT FROM to_regnamespace('tenantry')
    AND f.signature <> 'tenantry_private.mapped_tenant()'
UNION ALL
SELECT 'leakproof', f.signature, 'says that it leaks nothing, and nobody checked'
  FROM functions f WHERE f.proleakproof
UNION ALL
SELECT 'owner', r.rolname, 'owns objects of schema tenantry, and can log in or pass every fence'
  FROM pg_roles r
  WHERE (r.rolcanlogin OR r.rolsuper OR r.rolbypassrls) AND r.oid IN (
    SELECT relowner FROM pg_class WHERE relnamespace IN (
      to_regnamespace('tenantry'), to_regnamespace('tenantry_private'),
      to_regnamespace('tenantry_registry'))
    UNION SELECT proowner FROM functions)
UNION ALL
SELECT 'bypass', r.rolname, 'passes every fence'
  FROM pg_roles r
  WHERE (r.rolname LIKE 'tenantry\_%' AND (r.rolbypassrls OR r.rolsuper))
    -- What a platform runs the server with is a superuser, or the cloud's own.
    OR (r.rolbypassrls AND NOT r.rolsuper AND r.rolname !~ '^(pg_|cloudsql|t_[0-9a-f]{32}$)')
UNION ALL
SELECT 'attribute', r.rolname, 'may log in, make roles or databases, or replicate, against its purpose'
  FROM pg_roles r LEFT JOIN attributes a ON a.name = r.rolname
  WHERE r.rolname LIKE 'tenantry\_%' AND (
    r.rolcanlogin AND NOT coalesce(a.login, false)
    OR r.rolcreaterole AND NOT coalesce(a.createrole, false)
    OR r.rolcreatedb AND NOT coalesce(a.createdb, false)
    OR r.rolreplication)
UNION ALL
SELECT 'group', m.member::regrole::text, 'gives every tenant the rights of ' || m.roleid::regrole
  FROM pg_auth_members m
  WHERE m.member IN (SELECT oid FROM pg_roles WHERE rolname IN ('tenantry_tenant', 'tenantry_shared'))
UNION ALL
SELECT 'login', r.rolname, 'a tenant''s login has an attribute, no connection limit or more groups'
  FROM pg_roles r
  WHERE r.rolname NOT LIKE 'tenantry\_%' AND r.oid IN (SELECT oid FROM reachable) AND (
    r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
    OR r.rolname ~ '^t_[0-9a-f]{32}$' AND r.rolconnlimit < 1
    OR EXISTS (
      SELECT FROM pg_auth_members m
      WHERE m.member = r.oid
        AND m.roleid NOT IN ('tenantry_tenant'::regrole, 'tenantry_shared'::regrole)
        AND m.roleid::regrole::text !~ '^cloudsqliam'))
UNION ALL
SELECT 'member', m.member::regrole::text, 'is in group ' || m.roleid::regrole || ' and is no tenant'
  FROM pg_auth_members m
  WHERE m.roleid IN ('tenantry_tenant'::regrole, 'tenantry_shared'::regrole)
    AND m.member::regrole::text !~ '^t_[0-9a-f]{32}$'
    AND m.member::regrole::text !~ '^"?[^"]+@[^"]+\.iam"?$'
    AND (m.inherit_option OR m.set_option)
UNION ALL
SELECT 'database-open', d.datname, 'PUBLIC has ' || g.privilege_type
  FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
  -- A database that was just made admits nobody yet; its maker closes it before it is opened.
  WHERE g.grantee = 0 AND d.datallowconn
    AND (d.datname = current_database() OR d.datname ~ '^(t_[0-9a-f]{32}|tenantry_template_.*)$')
UNION ALL
SELECT 'database-privilege', d.datname, 'tenants have ' || g.privilege_type
  FROM pg_database d, aclexplode(d.datacl) g
  WHERE g.grantee IN (SELECT oid FROM reachable WHERE oid <> 0) AND g.privilege_type <> 'CONNECT'
UNION ALL
SELECT 'foreign-connect', d.datname, 'is open to ' || g.grantee::regrole::text
  FROM pg_database d, aclexplode(d.datacl) g
  WHERE g.privilege_type = 'CONNECT' AND g.grantee <> 0 AND g.grantee IN (SELECT oid FROM reachable)
    AND (
      d.datname ~ '^t_[0-9a-f]{32}$' AND g.grantee::regrole::text <> d.datname
      OR d.datname = current_database() AND to_regnamespace('tenantry_registry') IS NOT NULL
        AND g.grantee <> 'tenantry_shared'::regrole)
UNION ALL
SELECT 'schema-privilege', n.nspname, 'PUBLIC or tenants have ' || g.privilege_type
  FROM pg_namespace n, aclexplode(n.nspacl) g
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND g.grantee IN (SELECT oid FROM reachable)
    AND NOT (n.nspname = 'tenantry' AND g.privilege_type = 'USAGE' AND g.grantee <> 0)
UNION ALL
SELECT 'extension', e.extname, 'reaches beyond the database or runs code'
  FROM pg_extension e
  WHERE e.extname NOT IN (
    'plpgsql', 'btree_gin', 'vector', 'pgaudit', 'pg_stat_statements', 'google_vacuum_mgmt')
UNION ALL
SELECT 'default-privilege', d.defaclrole::regrole::text,
    'gives PUBLIC or tenants ' || g.privilege_type || ' on what it will make'
  FROM pg_default_acl d, aclexplode(d.defaclacl) g
  -- Anybody can say this of what he himself will make, and a tenant can make nothing.
  WHERE g.grantee IN (SELECT oid FROM reachable) AND d.defaclrole NOT IN (SELECT oid FROM reachable)
UNION ALL
SELECT 'parameter', p.parname, g.privilege_type || ' is granted to tenants or PUBLIC'
  FROM pg_parameter_acl p, aclexplode(p.paracl) g WHERE g.grantee IN (SELECT oid FROM reachable)
UNION ALL
SELECT 'setting', coalesce(nullif(s.setrole, 0)::regrole::text, 'every role'),
    'begins every session with ' || setting
  FROM pg_db_role_setting s, unnest(s.setconfig) setting
  WHERE setting ~ '^(app\.tenant_id|session_replication_role|row_security|role)='
    AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND s.setrole NOT IN (SELECT oid FROM reachable WHERE oid <> 0)
UNION ALL
SELECT 'event-trigger', e.evtname, 'runs with the rights of whoever migrates'
  FROM pg_event_trigger e
  WHERE ('pg_event_trigger'::regclass, e.oid) NOT IN (SELECT classid, objid FROM extension_objects)
UNION ALL
SELECT 'publication', p.pubname, 'sends rows past the fence' FROM pg_publication p
UNION ALL
SELECT 'subscription', s.subname, 'writes rows past the fence'
  FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
  WHERE d.datname = current_database()
UNION ALL
SELECT 'foreign-server', f.srvname, 'reaches beyond the database' FROM pg_foreign_server f
UNION ALL
SELECT 'column-default', a.attrelid::regclass::text,
    'column ' || a.attname || ' defaults to what other tenants change or nobody checked'
  FROM pg_attrdef d JOIN tables t ON t.oid = d.adrelid
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  WHERE EXISTS (
      SELECT FROM pg_depend p LEFT JOIN pg_class s ON s.oid = p.refobjid
      WHERE p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid
        AND ('pg_proc'::regclass, p.refobjid)
          NOT IN (SELECT classid, objid FROM extension_objects)
        AND (p.refclassid = 'pg_proc'::regclass
            AND p.refobjid <> to_regprocedure('tenantry.current_tenant()')
          OR p.refclassid = 'pg_class'::regclass AND s.relkind = 'S'))
    OR a.attname = 'tenant_id'
      AND pg_get_expr(d.adbin, d.adrelid) <> 'tenantry.current_tenant()'
UNION ALL
SELECT 'trigger', t.tgrelid::regclass::text,
    'trigger ' || t.tgname || ' calls a function outside of tenantry_private'
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE c.relnamespace = to_regnamespace('tenantry') AND NOT t.tgisinternal
    AND p.pronamespace <> to_regnamespace('tenantry_private')
UNION ALL
SELECT 'trigger-disabled', t.tgrelid::regclass::text, 'trigger ' || t.tgname || ' does not always run'
  FROM pg_trigger t JOIN tables c ON c.oid = t.tgrelid WHERE t.tgenabled NOT IN ('O', 'A')
UNION ALL
SELECT 'rule', r.ev_class::regclass::text, 'rewrite rule ' || r.rulename
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  WHERE c.relnamespace = to_regnamespace('tenantry') AND r.rulename <> '_RETURN'
UNION ALL
SELECT 'statistics', a.attrelid::regclass::text, 'has statistics of tenant_id: EXPLAIN counts others'
  FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid
  WHERE a.attname = 'tenant_id' AND a.attstattarget IS DISTINCT FROM 0
UNION ALL
SELECT 'statistics', s.stxrelid::regclass::text,
    'extended statistics ' || s.stxname || ' count by tenant_id'
  FROM pg_statistic_ext s JOIN tables t ON t.oid = s.stxrelid
    JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attname = 'tenant_id'
  WHERE a.attnum = ANY (s.stxkeys)
ORDER BY 1, 2, 3
