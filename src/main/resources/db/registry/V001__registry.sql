-- Which tenant logs in as whom, and the only way to make such a login. Lies in the shared database
-- and belongs to tenantry_roles, the one role that may create roles.

-- Schema tenantry_registry is there already: it holds the history of migrations.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE tenantry_registry.tenant (
  tenant_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  tier text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('shared-rls', 'database')),
  login name NOT NULL UNIQUE,
  verifier text NOT NULL,
  credential text NOT NULL,
  locked text NOT NULL DEFAULT '', -- why the login is locked out; empty if it is not
  changed_at timestamptz NOT NULL DEFAULT now(),
  CHECK (login = 't_' || replace(tenant_id::text, '-', ''))
);

-- Locked by whoever makes a database. No advisory lock, which a tenant could hold.
CREATE TABLE tenantry_registry.database_lock ();

-- SECURITY DEFINER: who provisions may not create roles at will, only a tenant's, and only so.
--
-- Makes the login and, in the shared mode, the tenant's row; or brings both to what is asked. Without
-- a verifier the one that is known is set again: a tenant can change its own password, and shall not
-- keep what it chose. One transaction: whoever is killed leaves all or nothing.
CREATE FUNCTION tenantry_registry.provision_tenant(
  tenant uuid, slug text, tier text, mode text, connections integer,
  verifier text, credential text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  login constant text := 't_' || replace(tenant::text, '-', '');
  known boolean;
BEGIN
  IF verifier IS NULL THEN
    SELECT t.verifier, t.credential INTO verifier, credential
      FROM tenantry_registry.tenant t WHERE t.tenant_id = tenant;
  END IF;
  IF verifier IS NULL OR verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*:[A-Za-z0-9+/]+=*$' THEN
    RAISE invalid_parameter_value USING MESSAGE = 'the verifier is not one of SCRAM-SHA-256';
  END IF;
  IF connections NOT BETWEEN 1 AND 500 THEN
    RAISE invalid_parameter_value
      USING MESSAGE = format('%s connections are not between 1 and 500', connections);
  END IF;
  IF slug !~ '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$' THEN
    RAISE invalid_parameter_value USING MESSAGE = format('%L is not a tenant''s name', slug);
  END IF;
  -- Two at once would both create the role.
  LOCK TABLE tenantry_registry.tenant IN SHARE ROW EXCLUSIVE MODE;
  known := EXISTS (SELECT FROM pg_roles WHERE rolname = login);
  IF known AND NOT EXISTS (SELECT FROM tenantry_registry.tenant t WHERE t.tenant_id = tenant) THEN
    RAISE duplicate_object USING MESSAGE = format('role %s exists and is nobody''s', login),
      HINT = 'Nothing is taken over: find out who made it, and drop it.';
  END IF;
  INSERT INTO tenantry_registry.tenant AS t (tenant_id, slug, tier, mode, login, verifier, credential)
  VALUES (tenant, slug, tier, mode, login, verifier, credential)
  ON CONFLICT (tenant_id) DO UPDATE
    SET slug = excluded.slug, tier = excluded.tier, mode = excluded.mode, locked = '',
      verifier = excluded.verifier, credential = excluded.credential, changed_at = now();
  EXECUTE format(
    '%s ROLE %I LOGIN CONNECTION LIMIT %s PASSWORD %L',
    CASE WHEN known THEN 'ALTER' ELSE 'CREATE' END, login, connections, verifier);
  EXECUTE format('GRANT tenantry_tenant TO %I WITH INHERIT TRUE, SET FALSE', login);
  IF mode = 'shared-rls' THEN
    EXECUTE format('GRANT tenantry_shared TO %I WITH INHERIT TRUE, SET FALSE', login);
    INSERT INTO tenantry.tenants AS t (tenant_id, slug, tier) VALUES (tenant, slug, tier)
    ON CONFLICT (tenant_id) DO UPDATE SET slug = excluded.slug, tier = excluded.tier,
      status = CASE t.status WHEN 'suspended' THEN 'active' ELSE t.status END;
  ELSE
    EXECUTE format('REVOKE tenantry_shared FROM %I', login);
  END IF;
  EXECUTE format('ALTER ROLE %I SET search_path = tenantry', login);
  EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', login, '30s');
  EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', login, '5s');
  EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login, '60s');
END
$$;

-- Locks the login out: no new session, and no open one gets any further than its next statement
-- (NOLOGIN alone would leave open sessions alone). Data is kept. Says whether there was a login.
CREATE FUNCTION tenantry_registry.lock_tenant(tenant uuid, why text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  login constant text := 't_' || replace(tenant::text, '-', '');
  found_mode text;
BEGIN
  UPDATE tenantry_registry.tenant t SET locked = coalesce(nullif(t.locked, ''), why), changed_at = now()
    WHERE t.tenant_id = tenant RETURNING t.mode INTO found_mode;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('ALTER ROLE %I NOLOGIN', login);
  EXECUTE format('REVOKE tenantry_tenant, tenantry_shared FROM %I', login);
  -- Rows that are on their way here are not this function's to change.
  UPDATE tenantry.tenants t SET status = 'suspended'
    WHERE t.tenant_id = tenant AND t.status = 'active' AND found_mode = 'shared-rls';
  RETURN true;
END
$$;

-- Lets a locked login in again, as it was.
CREATE FUNCTION tenantry_registry.unlock_tenant(tenant uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  login constant text := 't_' || replace(tenant::text, '-', '');
  found_mode text;
BEGIN
  UPDATE tenantry_registry.tenant t SET locked = '', changed_at = now()
    WHERE t.tenant_id = tenant RETURNING t.mode INTO found_mode;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN', login);
  EXECUTE format('GRANT tenantry_tenant TO %I WITH INHERIT TRUE, SET FALSE', login);
  IF found_mode = 'shared-rls' THEN
    EXECUTE format('GRANT tenantry_shared TO %I WITH INHERIT TRUE, SET FALSE', login);
    UPDATE tenantry.tenants t SET status = 'active'
      WHERE t.tenant_id = tenant AND t.status = 'suspended';
  ELSE
    EXECUTE format('REVOKE tenantry_shared FROM %I', login);
  END IF;
  RETURN true;
END
$$;

-- Ends the sessions of a login that is locked; says how many. To end a session one needs its role's
-- rights, which are held only for as long as this takes.
CREATE FUNCTION tenantry_registry.disconnect_tenant(tenant uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  found_login name;
  ended integer;
BEGIN
  SELECT t.login INTO found_login FROM tenantry_registry.tenant t
    WHERE t.tenant_id = tenant AND t.locked <> '';
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  EXECUTE format('GRANT %I TO tenantry_roles WITH INHERIT TRUE', found_login);
  SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended
    FROM pg_stat_activity a WHERE a.usename = found_login;
  EXECUTE format('REVOKE INHERIT OPTION FOR %I FROM tenantry_roles', found_login);
  RETURN ended;
END
$$;

-- Drops the login and its entry. The rows must be gone before: what nobody can log in to any more
-- would be found by nobody.
CREATE FUNCTION tenantry_registry.drop_tenant(tenant uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  login constant text := 't_' || replace(tenant::text, '-', '');
BEGIN
  IF EXISTS (SELECT FROM tenantry.tenants t WHERE t.tenant_id = tenant) THEN
    RAISE dependent_objects_still_exist
      USING MESSAGE = format('tenant %s still has rows', tenant), HINT = 'Erase them first.';
  END IF;
  DELETE FROM tenantry_registry.tenant t WHERE t.tenant_id = tenant;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
    -- Any login can make large objects, and say what others may do with what it will make.
    EXECUTE format('GRANT %I TO tenantry_roles WITH INHERIT TRUE', login);
    EXECUTE format('DROP OWNED BY %I', login);
    EXECUTE format('DROP ROLE %I', login);
    RETURN true;
  END IF;
  RETURN false;
END
$$;

-- PgBouncer's auth_query: the verifier of one login that may log in now. Poolers cannot read
-- pg_authid on Cloud SQL, and need not: the verifier was made by us.
CREATE FUNCTION tenantry_registry.pooler_login(wanted text)
RETURNS TABLE (login name, verifier text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  SELECT t.login, t.verifier FROM tenantry_registry.tenant t
  WHERE t.login = wanted AND t.locked = '';
END;

-- What was erased, when and by whom: stays when the tenant is gone.
CREATE TABLE tenantry_registry.erasure (
  tenant_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL DEFAULT session_user,
  evidence jsonb NOT NULL,
  PRIMARY KEY (tenant_id, at)
);

-- A tenant on its way from one mode to the other.
--   copying  the target is being filled; killed here, it is emptied and filled again
--   frozen   the login is locked out, the last changes are brought over
--   swapped  the target is in force; the source is yet to be emptied
CREATE TABLE tenantry_registry.move (
  tenant_id uuid PRIMARY KEY REFERENCES tenantry_registry.tenant ON DELETE CASCADE,
  target text NOT NULL CHECK (target IN ('shared-rls', 'database')),
  phase text NOT NULL CHECK (phase IN ('copying', 'frozen', 'swapped')),
  since xid NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now()
);

-- SECURITY DEFINER: the mode decides who may connect where.
CREATE FUNCTION tenantry_registry.swap_mode(tenant uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  wanted text;
BEGIN
  UPDATE tenantry_registry.move m SET phase = 'swapped'
    WHERE m.tenant_id = tenant AND m.phase = 'frozen' RETURNING m.target INTO wanted;
  IF NOT FOUND THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE = 'the tenant is not frozen for a move';
  END IF;
  UPDATE tenantry_registry.tenant t SET mode = wanted, changed_at = now()
    WHERE t.tenant_id = tenant;
  PERFORM tenantry_registry.unlock_tenant(tenant);
END
$$;

GRANT USAGE ON SCHEMA tenantry_registry TO tenantry_provisioner, tenantry_pooler;
GRANT SELECT (tenant_id, slug, tier, mode, login, credential, locked, changed_at)
  ON tenantry_registry.tenant TO tenantry_provisioner;
GRANT SELECT, INSERT ON tenantry_registry.erasure TO tenantry_provisioner;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenantry_registry.move TO tenantry_provisioner;
GRANT UPDATE ON tenantry_registry.database_lock TO tenantry_provisioner;
GRANT EXECUTE ON FUNCTION
  tenantry_registry.provision_tenant(uuid, text, text, text, integer, text, text),
  tenantry_registry.lock_tenant(uuid, text),
  tenantry_registry.unlock_tenant(uuid),
  tenantry_registry.swap_mode(uuid),
  tenantry_registry.disconnect_tenant(uuid),
  tenantry_registry.drop_tenant(uuid) TO tenantry_provisioner;
GRANT EXECUTE ON FUNCTION tenantry_registry.pooler_login(text) TO tenantry_pooler;
