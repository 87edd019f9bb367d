-- What an agent keeps. Every key begins with the tenant and every foreign key carries it: an error
-- about a key can then tell nothing of another tenant. Keys are UUIDs: a sequence that tenants
-- share would publish how much the others write.

CREATE TABLE tenantry.tenants (
  tenant_id uuid PRIMARY KEY,
  slug text NOT NULL,
  tier text NOT NULL,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'frozen')),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenantry.agents (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  config jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES tenantry.tenants ON DELETE CASCADE
);

CREATE TABLE tenantry.conversations (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  agent_id uuid NOT NULL,
  title text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, agent_id) REFERENCES tenantry.agents ON DELETE CASCADE
);
CREATE INDEX conversations_by_agent ON tenantry.conversations (tenant_id, agent_id, created_at DESC);

CREATE TABLE tenantry.messages (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  conversation_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('system', 'user', 'assistant', 'tool')),
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES tenantry.conversations ON DELETE CASCADE
);
CREATE INDEX messages_by_conversation
  ON tenantry.messages (tenant_id, conversation_id, created_at DESC);
CREATE INDEX messages_by_time ON tenantry.messages (tenant_id, created_at DESC);

CREATE TABLE tenantry.tool_calls (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  conversation_id uuid NOT NULL,
  tool text NOT NULL,
  arguments jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  status text NOT NULL DEFAULT 'started' CHECK (status IN ('started', 'succeeded', 'failed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, conversation_id) REFERENCES tenantry.conversations ON DELETE CASCADE
);
CREATE INDEX tool_calls_by_conversation
  ON tenantry.tool_calls (tenant_id, conversation_id, created_at);

CREATE TABLE tenantry.checkpoints (
  tenant_id uuid NOT NULL DEFAULT tenantry.current_tenant(),
  thread_id text NOT NULL,
  namespace text NOT NULL DEFAULT '',
  sequence bigint NOT NULL,
  state jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, thread_id, namespace, sequence),
  FOREIGN KEY (tenant_id) REFERENCES tenantry.tenants ON DELETE CASCADE
);

CALL tenantry_private.protect('tenantry.tenants');
CALL tenantry_private.protect('tenantry.agents');
CALL tenantry_private.protect('tenantry.conversations');
CALL tenantry_private.protect('tenantry.messages');
CALL tenantry_private.protect('tenantry.tool_calls');
CALL tenantry_private.protect('tenantry.checkpoints');

-- UPDATE by column only: the right on the whole table carries LOCK TABLE, which stops every other
-- tenant. No DELETE for the same reason; tenantry.forget deletes.
GRANT SELECT ON tenantry.tenants TO tenantry_tenant;
GRANT SELECT, INSERT ON tenantry.agents, tenantry.conversations, tenantry.messages,
  tenantry.tool_calls, tenantry.checkpoints TO tenantry_tenant;
GRANT UPDATE (name, config) ON tenantry.agents TO tenantry_tenant;
GRANT UPDATE (title) ON tenantry.conversations TO tenantry_tenant;
GRANT UPDATE (result, status, finished_at) ON tenantry.tool_calls TO tenantry_tenant;
GRANT UPDATE (state) ON tenantry.checkpoints TO tenantry_tenant;

-- Whoever makes logins writes the tenant's row, and sees no other table.
CREATE POLICY provisioning ON tenantry.tenants FOR ALL TO tenantry_roles
  USING (true) WITH CHECK (true);
GRANT USAGE ON SCHEMA tenantry TO tenantry_roles;
GRANT SELECT, INSERT, UPDATE ON tenantry.tenants TO tenantry_roles;
