-- The queue that needs no broker: at least once, with a lease, an idempotency key and a last resort.

CREATE TABLE tenantry.tasks (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  queue text NOT NULL,
  key text NOT NULL DEFAULT gen_random_uuid()::text,
  payload jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'leased', 'done', 'dead')),
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  visible_at timestamptz NOT NULL DEFAULT now(),
  worker text NOT NULL DEFAULT '',
  result jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, queue, key),
  FOREIGN KEY (tenant_id) REFERENCES tenantry.tenants ON DELETE CASCADE
);
CREATE INDEX tasks_to_do ON tenantry.tasks (tenant_id, queue, visible_at)
  WHERE state IN ('ready', 'leased');

CALL tenantry_private.protect('tenantry.tasks');
GRANT SELECT, INSERT ON tenantry.tasks TO tenantry_tenant;
GRANT UPDATE (state, attempts, visible_at, worker, result, finished_at) ON tenantry.tasks
  TO tenantry_tenant;

-- Leases what is ready, and what somebody leased and did not finish in time. A task that was
-- begun max_attempts times is dead instead of begun again.
CREATE FUNCTION tenantry.claim_tasks(
  from_queue text, by_worker text, lease interval, at_most integer DEFAULT 1,
  max_attempts integer DEFAULT 5)
RETURNS SETOF tenantry.tasks
LANGUAGE sql
BEGIN ATOMIC
  WITH due AS (
    SELECT t.tenant_id, t.id
    FROM tenantry.tasks t
    WHERE t.tenant_id = (SELECT tenantry.current_tenant())
      AND t.queue = from_queue
      AND t.state IN ('ready', 'leased')
      AND t.visible_at <= now()
    ORDER BY t.visible_at
    LIMIT greatest(at_most, 0)
    FOR UPDATE SKIP LOCKED),
  claimed AS (
    UPDATE tenantry.tasks t
    SET state = CASE WHEN t.attempts < max_attempts THEN 'leased' ELSE 'dead' END,
      attempts = least(t.attempts + 1, max_attempts),
      worker = by_worker,
      visible_at = now() + lease,
      finished_at = CASE WHEN t.attempts < max_attempts THEN NULL ELSE now() END
    FROM due
    WHERE t.tenant_id = due.tenant_id AND t.id = due.id
    RETURNING t.*)
  SELECT * FROM claimed WHERE state = 'leased';
END;
GRANT EXECUTE ON FUNCTION tenantry.claim_tasks(text, text, interval, integer, integer)
  TO tenantry_tenant, tenantry_service;
