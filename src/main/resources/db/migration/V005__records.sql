-- What a tenant can read and not write: what it used and what was done. By month, because such
-- tables are deleted by age. No foreign key: they outlive what they tell of until they are erased.

CREATE TABLE tenantry.token_usage (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  at timestamptz NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  agent text NOT NULL,
  model text NOT NULL,
  prompt_tokens bigint NOT NULL CHECK (prompt_tokens >= 0),
  completion_tokens bigint NOT NULL CHECK (completion_tokens >= 0),
  cost_micros bigint NOT NULL DEFAULT 0 CHECK (cost_micros >= 0),
  PRIMARY KEY (tenant_id, at, id)
) PARTITION BY RANGE (at);

CREATE TABLE tenantry.audit_log (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  login text NOT NULL DEFAULT session_user,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, at, id)
) PARTITION BY RANGE (at);

CALL tenantry_private.protect('tenantry.token_usage');
CALL tenantry_private.protect('tenantry.audit_log');
GRANT SELECT ON tenantry.token_usage, tenantry.audit_log TO tenantry_tenant;

-- Rows for which nobody made a month in time.
CREATE TABLE tenantry.token_usage_default PARTITION OF tenantry.token_usage DEFAULT;
CREATE TABLE tenantry.audit_log_default PARTITION OF tenantry.audit_log DEFAULT;
CALL tenantry_private.protect('tenantry.token_usage_default');
CALL tenantry_private.protect('tenantry.audit_log_default');

-- Makes the months from first to last (both included) that do not exist yet; says how many.
-- A month whose rows already lie in the default partition is left there.
CREATE FUNCTION tenantry_private.create_months(first date, last date) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  made integer := 0;
  parent text;
  month timestamp;
  part text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['token_usage', 'audit_log'] LOOP
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

-- SECURITY DEFINER: tenants have no right to write the log. The fence still holds: the policy binds
-- the owner too, and asks for session_user.
CREATE FUNCTION tenantry_private.audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  it jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  -- A data migration acts for nobody, and its history tells of it; a restored row brings its own
  -- record along. Only the platform's own logins can say so: a tenant's is a t_ or is mapped.
  IF tenantry.current_tenant() IS NULL
    OR tenantry_private.is_trusted() AND current_setting('app.restoring', true) = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO tenantry.audit_log (tenant_id, action, subject)
  VALUES ((it ->> 'tenant_id')::uuid, lower(TG_OP), TG_TABLE_NAME || '/' || (it ->> 'id'));
  RETURN NULL;
END
$$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON tenantry.agents
  FOR EACH ROW EXECUTE FUNCTION tenantry_private.audit();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON tenantry.tool_calls
  FOR EACH ROW EXECUTE FUNCTION tenantry_private.audit();
CREATE TRIGGER audit AFTER UPDATE OR DELETE ON tenantry.memories
  FOR EACH ROW EXECUTE FUNCTION tenantry_private.audit();
CREATE TRIGGER audit AFTER DELETE ON tenantry.conversations
  FOR EACH ROW EXECUTE FUNCTION tenantry_private.audit();

-- What an agent says that it did. Time and login are not its to say.
CREATE FUNCTION tenantry.record_action(action text, subject text, detail jsonb DEFAULT '{}')
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO tenantry.audit_log (action, subject, detail)
  VALUES ('agent:' || record_action.action, record_action.subject, record_action.detail);
END
$$;

-- Deletes the tenant's own rows by their ids; says how many. SECURITY DEFINER instead of a DELETE
-- right, which would carry LOCK TABLE; the fence binds the owner, so that another tenant's ids
-- match nothing.
CREATE FUNCTION tenantry.forget(rel text, ids uuid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  deleted bigint;
BEGIN
  IF rel NOT IN ('agents', 'conversations', 'messages', 'memories', 'tool_calls', 'tasks') THEN
    RAISE insufficient_privilege USING MESSAGE = format('rows of %L cannot be forgotten', rel);
  END IF;
  EXECUTE format('DELETE FROM tenantry.%I WHERE tenant_id = $2 AND id = ANY ($1)', rel)
    USING ids, tenantry.current_tenant();
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END
$$;
GRANT EXECUTE ON FUNCTION tenantry.record_action(text, text, jsonb), tenantry.forget(text, uuid[])
  TO tenantry_tenant, tenantry_service;

CREATE VIEW tenantry.usage_by_day WITH (security_invoker = true, security_barrier = true) AS
  SELECT tenant_id, at::date AS day, agent, model,
    sum(prompt_tokens) AS prompt_tokens,
    sum(completion_tokens) AS completion_tokens,
    sum(cost_micros) AS cost_micros
  FROM tenantry.token_usage
  GROUP BY tenant_id, at::date, agent, model;
GRANT SELECT ON tenantry.usage_by_day TO tenantry_tenant, tenantry_service;
