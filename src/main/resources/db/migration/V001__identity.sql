-- Who asks, and the fence that every table gets.

-- Schema tenantry_private is there already: it holds the history of migrations.
CREATE SCHEMA tenantry;
GRANT USAGE ON SCHEMA tenantry
  TO tenantry_tenant, tenantry_service, tenantry_dump, tenantry_backfill, tenantry_search;
GRANT CREATE ON SCHEMA tenantry TO tenantry_search;

-- A new function is everybody's to call unless this says otherwise.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

-- Logins that are not named after a tenant: trusted ones (tenant_id is null), which say for whom
-- they act, and tenants' IAM logins, whose names are given by Google.
CREATE TABLE tenantry_private.login (
  login name PRIMARY KEY,
  tenant_id uuid
);

INSERT INTO tenantry_private.login (login) VALUES ('tenantry_service');

-- SECURITY DEFINER: tenants may not read the table. Its answer depends on session_user alone, which
-- no SQL of a session can change.
CREATE FUNCTION tenantry_private.mapped_tenant() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  found_login tenantry_private.login;
BEGIN
  SELECT * INTO found_login FROM tenantry_private.login WHERE login = session_user;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN coalesce(
    found_login.tenant_id, nullif(current_setting('app.tenant_id', true), '')::uuid);
END
$$;

-- Whether the login is one of the platform's own.
CREATE FUNCTION tenantry_private.is_trusted() RETURNS boolean
LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT FROM tenantry_private.login l WHERE l.login = session_user AND l.tenant_id IS NULL);
END;

-- The tenant whose rows the session may see. A login t_<32 hex> IS that tenant, whatever SQL it
-- sends; the setting counts for the platform's own logins only. A BEGIN ATOMIC body is bound to its
-- names now, so that no search_path can replace them, and is inlined by the planner. It runs once in
-- every statement, and a regular expression here would take as long as a whole point query does: a
-- login t_ that is no tenant's gets an error and no rows.
CREATE FUNCTION tenantry.current_tenant() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT CASE
    WHEN starts_with(session_user::text, 't_') THEN substr(session_user::text, 3)::uuid
    ELSE tenantry_private.mapped_tenant()
  END;
END;
-- The inlined body runs with the caller's rights.
GRANT EXECUTE ON FUNCTION tenantry.current_tenant(), tenantry_private.mapped_tenant()
  TO tenantry_tenant, tenantry_service, tenantry_dump, tenantry_backfill, tenantry_search,
    tenantry_roles, tenantry_provisioner;

-- Puts the fence around one table or one partition (a partition does not inherit it).
-- Permissive and restrictive with the same predicate: planned once, and a later policy that allows
-- everything stays without effect. No statistics on tenant_id: EXPLAIN would count another
-- tenant's rows.
CREATE PROCEDURE tenantry_private.protect(rel regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  fence constant text :=
    'USING (tenant_id = (SELECT tenantry.current_tenant())) '
    'WITH CHECK (tenant_id = (SELECT tenantry.current_tenant()))';
  who constant text := 'tenantry_tenant, tenantry_service, ${owner}';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', rel);
  EXECUTE format('ALTER TABLE %s ALTER COLUMN tenant_id SET STATISTICS 0', rel);
  EXECUTE format('CREATE POLICY tenant ON %s AS PERMISSIVE FOR ALL TO %s %s', rel, who, fence);
  EXECUTE format('CREATE POLICY fence ON %s AS RESTRICTIVE FOR ALL TO %s %s', rel, who, fence);
  EXECUTE format(
    'CREATE POLICY backfill ON %s FOR ALL TO tenantry_backfill USING (true) WITH CHECK (true)', rel);
  EXECUTE format('CREATE POLICY dump ON %s FOR SELECT TO tenantry_dump USING (true)', rel);
  EXECUTE format(
    'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO tenantry_service, tenantry_backfill', rel);
  EXECUTE format('GRANT SELECT ON %s TO tenantry_dump', rel);
END
$$;
REVOKE ALL ON PROCEDURE tenantry_private.protect(regclass) FROM PUBLIC;
