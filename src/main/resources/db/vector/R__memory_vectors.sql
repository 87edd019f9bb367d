-- Runs only where pgvector is available (docs/data.md). No global HNSW index: below a policy a small
-- tenant's neighbours are hardly ever among those that it finds (recall 0.01); the tenant's own rows
-- are scanned exactly.
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA tenantry_private;
ALTER TABLE tenantry.memories
  ADD COLUMN IF NOT EXISTS embedding_vector tenantry_private.vector
  GENERATED ALWAYS AS (embedding::tenantry_private.vector) STORED;
