-- Roles of the whole server. Run by an administrator (a superuser, or a login with CREATEROLE and
-- CREATEDB such as Cloud SQL's postgres) before the migrations; safe to run again.
--
--   tenantry_owner           owns schema and tables of the shared database; nobody logs in as it
--   tenantry_database_owner  the same for every database of a single tenant
--   tenantry_tenant          what a tenant may do with the tables; every tenant's login is in it
--   tenantry_shared          may connect to the shared database; tenants with rows there are in it
--   tenantry_platform        may connect to every database; the platform's own logins are in it
--   tenantry_service         trusted code that acts for the tenant named by app.tenant_id
--   tenantry_dump            reads everything, for a backup of the whole database
--   tenantry_backfill        data migrations: reads and writes across tenants
--   tenantry_search          owns the one function that searches behind the fence
--   tenantry_reader          owns the one function that runs a query which a model wrote
--   tenantry_roles           makes tenants' logins; owns the functions that do, nothing else
--   tenantry_provisioner     may call those functions, and make databases
--   tenantry_pooler          reads SCRAM verifiers for PgBouncer, through one function
--   tenantry_migrator        what a login that migrates must be in
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT *
    FROM (VALUES
      ('tenantry_owner', 'NOLOGIN'),
      ('tenantry_database_owner', 'NOLOGIN'),
      ('tenantry_tenant', 'NOLOGIN'),
      ('tenantry_shared', 'NOLOGIN'),
      ('tenantry_platform', 'NOLOGIN'),
      ('tenantry_service', 'LOGIN NOINHERIT CONNECTION LIMIT 60'),
      ('tenantry_dump', 'LOGIN NOINHERIT CONNECTION LIMIT 2'),
      ('tenantry_backfill', 'NOLOGIN'),
      ('tenantry_search', 'NOLOGIN'),
      ('tenantry_reader', 'NOLOGIN'),
      ('tenantry_roles', 'NOLOGIN CREATEROLE'),
      ('tenantry_provisioner', 'LOGIN CREATEDB CONNECTION LIMIT 10'),
      ('tenantry_pooler', 'LOGIN NOINHERIT CONNECTION LIMIT 10'),
      ('tenantry_migrator', 'LOGIN CONNECTION LIMIT 5')) AS role (name, attributes)
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role.name)
  LOOP
    EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.attributes);
  END LOOP;
END
$$;

-- Who may become whom. INHERIT FALSE: a right is used only after an explicit SET ROLE.
GRANT tenantry_owner, tenantry_backfill, tenantry_roles TO tenantry_migrator WITH INHERIT FALSE;
GRANT tenantry_search, tenantry_reader TO tenantry_owner, tenantry_database_owner
  WITH INHERIT FALSE;
GRANT tenantry_database_owner, tenantry_service TO tenantry_provisioner WITH INHERIT FALSE;
GRANT tenantry_platform
  TO tenantry_service, tenantry_dump, tenantry_provisioner, tenantry_pooler, tenantry_migrator
  WITH INHERIT TRUE, SET FALSE;
GRANT tenantry_tenant, tenantry_shared TO tenantry_roles
  WITH ADMIN OPTION, INHERIT FALSE, SET FALSE;

-- The administrator connects everywhere, acts for a tenant, migrates and repairs by SET ROLE, and
-- inherits nothing else.
-- A superuser needs no membership.
DO $$
DECLARE
  role text;
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT tenantry_platform TO CURRENT_USER WITH INHERIT TRUE;
    FOREACH role IN ARRAY ARRAY[
      'tenantry_owner', 'tenantry_database_owner', 'tenantry_service', 'tenantry_backfill',
      'tenantry_dump', 'tenantry_roles', 'tenantry_provisioner', 'tenantry_migrator']
    LOOP
      EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', role);
    END LOOP;
  END IF;
END
$$;
