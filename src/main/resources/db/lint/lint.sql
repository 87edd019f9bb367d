-- What must hold of the catalog for tenants to be apart: one row per fault, none if all is well.
-- Columns: rule, object, problem. Reads the catalog only; any role may run it.
WITH
  reachable AS ( -- what tenants can get at: the group, its members, PUBLIC
    SELECT oid FROM pg_roles WHERE rolname IN ('tenantry_tenant', 'tenantry_shared')
    UNION ALL
    SELECT oid FROM pg_roles WHERE rolname ~ '^t_[0-9a-f]{32}$'
    UNION ALL
    SELECT 0::oid),
  tables AS (
    SELECT c.* FROM pg_class c
    WHERE c.relnamespace = to_regnamespace('tenantry') AND c.relkind IN ('r', 'p')),
  table_grants AS (
    SELECT c.oid, c.relkind, c.relispartition, g.privilege_type, g.grantee
    FROM pg_class c, aclexplode(c.relacl) g
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND g.grantee IN (SELECT oid FROM reachable)
      AND c.relnamespace NOT IN (
        to_regnamespace('pg_catalog'), to_regnamespace('information_schema'))),
  column_grants AS (
    SELECT a.attrelid AS oid, g.privilege_type
    FROM pg_attribute a, aclexplode(a.attacl) g
    WHERE g.grantee IN (SELECT oid FROM reachable)),
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
    WHERE p.pronamespace IN (
        to_regnamespace('tenantry'), to_regnamespace('tenantry_private'),
        to_regnamespace('tenantry_registry'))
      AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))
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
SELECT 'column-privilege', g.oid::regclass::text, g.privilege_type || ' on a column is granted'
  FROM column_grants g WHERE g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE')
UNION ALL
SELECT 'partition-granted', g.oid::regclass::text, 'a partition is granted by itself'
  FROM table_grants g WHERE g.relispartition
UNION ALL
SELECT 'outside-schema', g.oid::regclass::text, 'tenants have ' || g.privilege_type ||
    ' on a relation outside of schema tenantry'
  FROM table_grants g JOIN pg_class c ON c.oid = g.oid
  WHERE c.relnamespace IS DISTINCT FROM to_regnamespace('tenantry')
UNION ALL
SELECT 'key-order', i.indexrelid::regclass::text, 'a unique key does not begin with tenant_id'
  FROM pg_index i JOIN tables t ON t.oid = i.indrelid
  WHERE i.indisunique AND (
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
  WHERE f.prosecdef AND f.pronamespace::regnamespace || '.' || f.proname <> ALL (:definers)
UNION ALL
SELECT 'function-public', f.signature, 'everybody may call it' FROM functions f WHERE f.for_public
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
  FROM pg_roles r WHERE r.rolname LIKE 'tenantry\_%' AND (r.rolbypassrls OR r.rolsuper)
UNION ALL
SELECT 'login', r.rolname, 'a tenant''s login has an attribute, no connection limit or more groups'
  FROM pg_roles r
  WHERE r.rolname ~ '^t_[0-9a-f]{32}$' AND (
    r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
    OR r.rolconnlimit < 1
    OR EXISTS (
      SELECT FROM pg_auth_members m
      WHERE m.member = r.oid
        AND m.roleid NOT IN ('tenantry_tenant'::regrole, 'tenantry_shared'::regrole)))
UNION ALL
SELECT 'member', m.member::regrole::text, 'is in group tenantry_tenant and is no tenant'
  FROM pg_auth_members m
  WHERE m.roleid = 'tenantry_tenant'::regrole
    AND m.member::regrole::text !~ '^t_[0-9a-f]{32}$'
    AND m.member::regrole::text !~ '^"?[^"]+@[^"]+\.iam"?$'
    AND (m.inherit_option OR m.set_option)
UNION ALL
SELECT 'database-open', d.datname, 'PUBLIC has ' || g.privilege_type
  FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
  WHERE g.grantee = 0 AND (d.datname = current_database() OR d.datname ~ '^t_[0-9a-f]{32}$')
UNION ALL
SELECT 'database-privilege', d.datname, 'tenants have ' || g.privilege_type
  FROM pg_database d, aclexplode(d.datacl) g
  WHERE g.grantee IN (SELECT oid FROM reachable WHERE oid <> 0) AND g.privilege_type <> 'CONNECT'
UNION ALL
SELECT 'foreign-connect', d.datname, 'is open to ' || g.grantee::regrole::text
  FROM pg_database d, aclexplode(d.datacl) g
  WHERE d.datname ~ '^t_[0-9a-f]{32}$' AND g.privilege_type = 'CONNECT'
    AND g.grantee IN (SELECT oid FROM reachable WHERE oid <> 0)
    AND g.grantee::regrole::text <> d.datname
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
  WHERE g.grantee IN (SELECT oid FROM reachable)
UNION ALL
SELECT 'trigger', t.tgrelid::regclass::text,
    'trigger ' || t.tgname || ' calls a function outside of tenantry_private'
  FROM pg_trigger t JOIN tables c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE NOT t.tgisinternal AND p.pronamespace <> to_regnamespace('tenantry_private')
UNION ALL
SELECT 'rule', r.ev_class::regclass::text, 'rewrite rule ' || r.rulename
  FROM pg_rewrite r JOIN tables t ON t.oid = r.ev_class
UNION ALL
SELECT 'statistics', a.attrelid::regclass::text, 'has statistics of tenant_id: EXPLAIN counts others'
  FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid
  WHERE a.attname = 'tenant_id' AND a.attstattarget IS DISTINCT FROM 0
ORDER BY 1, 2, 3
