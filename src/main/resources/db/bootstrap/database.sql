-- Rights on the current database. Run by an administrator or by the database's owner; safe to run
-- again. ${owner} owns the schemas, ${connect} is who may connect besides the platform's own logins.

-- Every database of the server starts open: CONNECT and TEMPORARY belong to PUBLIC.
DO $$
DECLARE
  db record;
BEGIN
  FOR db IN
    SELECT datname, pg_has_role(current_user, datdba, 'USAGE') AS ours
    FROM pg_database
    WHERE datname IN (current_database(), 'postgres', 'template1')
  LOOP
    IF db.ours THEN
      EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', db.datname);
    ELSIF has_database_privilege('public', db.datname, 'CONNECT') THEN
      RAISE WARNING 'database % is open to every login, and % does not own it', db.datname,
        current_user
        USING HINT = format('As its owner: REVOKE ALL ON DATABASE %I FROM PUBLIC', db.datname);
    END IF;
  END LOOP;
  EXECUTE format(
    'GRANT CONNECT ON DATABASE %I TO %s, tenantry_platform', current_database(), '${connect}');
  -- Trusted code makes schemas for rows that are on their way in.
  EXECUTE format(
    'GRANT CONNECT, CREATE ON DATABASE %I TO %s, tenantry_service', current_database(), '${owner}');
  IF '${owner}' = 'tenantry_owner' THEN
    -- The registry of logins lies beside the shared tables, and is its owner's own.
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO tenantry_roles', current_database());
  END IF;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
