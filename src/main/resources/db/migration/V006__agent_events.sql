-- What agents did: decisions, tools' calls, tokens, turns, tasks. An agent writes its own and can
-- change none; unlike audit_log it is the agent's word, not the database's. By month, as those.

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

-- What a tool may ask for that runs SQL which a model wrote: one query that returns rows, as the
-- login that calls, in a transaction that cannot write and that the query cannot end: a cursor takes
-- one query, and a function has no control over its transaction.
CREATE FUNCTION tenantry.read_rows(query text, at_most integer) RETURNS SETOF jsonb
LANGUAGE plpgsql
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
GRANT EXECUTE ON FUNCTION tenantry.read_rows(text, integer) TO tenantry_tenant, tenantry_service;
