-- What agents did: decisions, tools' calls, tokens, turns, tasks. An agent writes its own and can
-- change none; unlike audit_log it is the agent's word, not the database's. By month, as those.

-- Every fence is for one role more: the reader, further down.
CREATE OR REPLACE PROCEDURE tenantry_private.protect(rel regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  fence constant text :=
    'USING (tenant_id = (SELECT tenantry.current_tenant())) '
    'WITH CHECK (tenant_id = (SELECT tenantry.current_tenant()))';
  who constant text := 'tenantry_tenant, tenantry_service, tenantry_reader, ${owner}';
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

CREATE TABLE tenantry.agent_events (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  agent text NOT NULL,
  conversation_id uuid,
  kind text NOT NULL CHECK (kind IN ('decision', 'tool_call', 'tokens', 'turn', 'task')),
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, at, id)
) PARTITION BY RANGE (at);
CREATE INDEX agent_events_by_conversation
  ON tenantry.agent_events (tenant_id, conversation_id, at);

CALL tenantry_private.protect('tenantry.agent_events');
GRANT SELECT, INSERT ON tenantry.agent_events TO tenantry_tenant;

-- Rows for which nobody made a month in time.
CREATE TABLE tenantry.agent_events_default PARTITION OF tenantry.agent_events DEFAULT;
CALL tenantry_private.protect('tenantry.agent_events_default');

-- As before, with one table more.
CREATE OR REPLACE FUNCTION tenantry_private.create_months(first date, last date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  made integer := 0;
  parent text;
  month timestamp;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['token_usage', 'audit_log', 'agent_events'] LOOP
    FOR month IN
      SELECT generate_series(
        date_trunc('month', first::timestamp), date_trunc('month', last::timestamp),
        interval '1 month')
    LOOP
      part := parent || to_char(month, '_YYYY_MM');
      CONTINUE WHEN to_regclass('tenantry.' || part) IS NOT NULL;
      BEGIN
        EXECUTE format(
          'CREATE TABLE tenantry.%I PARTITION OF tenantry.%I FOR VALUES FROM (%L) TO (%L)',
          part, parent, month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
      EXCEPTION WHEN check_violation THEN
        CONTINUE;
      END;
      EXECUTE format('CALL tenantry_private.protect(%L)', 'tenantry.' || part);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END
$$;

-- A tool may run SQL that a model wrote: one query that returns rows, by a role that can read and
-- nothing else, in a transaction that cannot write and that the query cannot end: a cursor takes one
-- query, and a function has no control over its transaction. The fence asks for session_user, which
-- is still the tenant.
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN
    SELECT p.polname, p.polrelid::regclass AS rel
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'tenantry'::regnamespace AND p.polname IN ('tenant', 'fence')
  LOOP
    EXECUTE format(
      'ALTER POLICY %I ON %s TO tenantry_tenant, tenantry_service, tenantry_reader, ${owner}',
      policy.polname, policy.rel);
  END LOOP;
END
$$;

GRANT USAGE, CREATE ON SCHEMA tenantry TO tenantry_reader;
GRANT EXECUTE ON FUNCTION tenantry.current_tenant(), tenantry_private.mapped_tenant()
  TO tenantry_reader;
GRANT SELECT ON tenantry.tenants, tenantry.agents, tenantry.conversations, tenantry.messages,
  tenantry.tool_calls, tenantry.checkpoints, tenantry.memories, tenantry.tasks,
  tenantry.token_usage, tenantry.audit_log, tenantry.agent_events TO tenantry_reader;

CREATE FUNCTION tenantry.read_rows(query text, at_most integer) RETURNS SETOF jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  found record;
  many integer := 0;
BEGIN
  IF current_setting('transaction_read_only') <> 'on' THEN
    RAISE EXCEPTION 'tenantry.read_rows needs a read-only transaction'
      USING ERRCODE = 'invalid_transaction_state', HINT = 'BEGIN READ ONLY first';
  END IF;
  FOR found IN EXECUTE query LOOP
    EXIT WHEN many >= at_most;
    many := many + 1;
    RETURN NEXT to_jsonb(found);
  END LOOP;
END
$$;
ALTER FUNCTION tenantry.read_rows(text, integer) OWNER TO tenantry_reader;
SET LOCAL ROLE tenantry_reader;
REVOKE ALL ON FUNCTION tenantry.read_rows(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantry.read_rows(text, integer) TO tenantry_tenant, tenantry_service;
SET LOCAL ROLE ${owner};
REVOKE CREATE ON SCHEMA tenantry FROM tenantry_reader;
