-- What an agent remembers: text, its embedding, and two ways to find it again.

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA tenantry_private;

CREATE TABLE tenantry.memories (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  agent_id uuid NOT NULL,
  content text NOT NULL,
  embedding real[],
  metadata jsonb NOT NULL DEFAULT '{}',
  words tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.simple', content)) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES tenantry.agents ON DELETE CASCADE
);
CREATE INDEX memories_by_agent ON tenantry.memories (tenant_id, agent_id, created_at DESC);
CREATE INDEX memories_by_word ON tenantry.memories USING gin (tenant_id, words);

CALL tenantry_private.protect('tenantry.memories');
GRANT SELECT, INSERT ON tenantry.memories TO tenantry_tenant;
GRANT UPDATE (content, embedding, metadata) ON tenantry.memories TO tenantry_tenant;

-- Full-text search in front of the fence would read every row of the tenant: `@@` is not leakproof,
-- so the planner may not use its index below a policy. This function's owner passes the fence and
-- its body is the fence.
CREATE POLICY search ON tenantry.memories FOR SELECT TO tenantry_search USING (true);
GRANT SELECT ON tenantry.memories TO tenantry_search;

CREATE FUNCTION tenantry.search_memories(query text, at_most integer DEFAULT 20)
RETURNS TABLE (id uuid, agent_id uuid, content text, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- A constant to the planner: it counts on few rows and takes both columns of the index.
  me constant uuid := tenantry.current_tenant();
  wanted constant tsquery := websearch_to_tsquery('pg_catalog.simple', query);
BEGIN
  RETURN QUERY
    SELECT m.id, m.agent_id, m.content, ts_rank(m.words, wanted) AS rank
    FROM tenantry.memories m
    WHERE m.tenant_id = me AND m.words @@ wanted
    ORDER BY rank DESC, m.id
    LIMIT least(greatest(at_most, 0), 1000);
END
$$;
ALTER FUNCTION tenantry.search_memories(text, integer) OWNER TO tenantry_search;
SET LOCAL ROLE tenantry_search;
REVOKE ALL ON FUNCTION tenantry.search_memories(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenantry.search_memories(text, integer)
  TO tenantry_tenant, tenantry_service;
SET LOCAL ROLE ${owner};

-- Exact nearest neighbours by cosine distance, over the tenant's own rows: recall is 1. With
-- pgvector the column embedding_vector is faster (docs/data.md).
CREATE FUNCTION tenantry.cosine_distance(a real[], b real[]) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT 1 - sum(x::double precision * y)
    / nullif(sqrt(sum(x::double precision * x)) * sqrt(sum(y::double precision * y)), 0)
  FROM unnest(a, b) AS pair (x, y);
END;

CREATE FUNCTION tenantry.nearest_memories(wanted real[], at_most integer DEFAULT 10)
RETURNS TABLE (id uuid, agent_id uuid, content text, distance double precision)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
  SELECT m.id, m.agent_id, m.content, tenantry.cosine_distance(m.embedding, wanted) AS distance
  FROM tenantry.memories m
  WHERE m.tenant_id = (SELECT tenantry.current_tenant())
    AND cardinality(m.embedding) = cardinality(wanted)
  ORDER BY distance, m.id
  LIMIT least(greatest(at_most, 0), 1000);
END;
GRANT EXECUTE ON FUNCTION tenantry.cosine_distance(real[], real[]),
  tenantry.nearest_memories(real[], integer) TO tenantry_tenant, tenantry_service;
