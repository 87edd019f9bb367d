-- What one agent keeps in a file of its own. No column names the tenant: the file is the fence, and
-- the one row of `owner` says whose it is. Ids are text, times ISO 8601 in UTC, JSON is text.
-- The agent owns its file: what PostgreSQL forbids it (writing token_usage or audit_log) it could do
-- here, so these two are a record and no evidence.

CREATE TABLE owner (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  tenant_id TEXT NOT NULL,
  tenant TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;

CREATE TABLE conversations (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  title TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;

CREATE TABLE messages (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant', 'tool')),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id, created_at DESC);

-- The embedding is an array of little-endian 32-bit floats.
CREATE TABLE memories (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  content TEXT NOT NULL,
  embedding BLOB CHECK (length(embedding) % 4 = 0),
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(metadata)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX memories_by_time ON memories (created_at DESC);

CREATE TABLE tool_calls (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  conversation_id TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
  tool TEXT NOT NULL,
  arguments TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(arguments)),
  result TEXT CHECK (json_valid(result)),
  status TEXT NOT NULL DEFAULT 'started' CHECK (status IN ('started', 'succeeded', 'failed')),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  finished_at TEXT
) STRICT;
CREATE INDEX tool_calls_by_conversation ON tool_calls (conversation_id, created_at);

CREATE TABLE checkpoints (
  thread_id TEXT NOT NULL,
  namespace TEXT NOT NULL DEFAULT '',
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  PRIMARY KEY (thread_id, namespace, sequence)
) STRICT;

CREATE TABLE tasks (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  queue TEXT NOT NULL,
  key TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  payload TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(payload)),
  state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'leased', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  visible_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  worker TEXT NOT NULL DEFAULT '',
  result TEXT CHECK (json_valid(result)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  finished_at TEXT,
  UNIQUE (queue, key)
) STRICT;
CREATE INDEX tasks_to_do ON tasks (queue, visible_at) WHERE state IN ('ready', 'leased');

CREATE TABLE token_usage (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  model TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL CHECK (prompt_tokens >= 0),
  completion_tokens INTEGER NOT NULL CHECK (completion_tokens >= 0),
  cost_micros INTEGER NOT NULL DEFAULT 0 CHECK (cost_micros >= 0)
) STRICT;
CREATE INDEX token_usage_by_time ON token_usage (at);

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;

CREATE TRIGGER audit_tool_call AFTER INSERT ON tool_calls BEGIN
  INSERT INTO audit_log (action, subject) VALUES ('insert', 'tool_calls/' || NEW.id);
END;
CREATE TRIGGER audit_tool_result AFTER UPDATE ON tool_calls BEGIN
  INSERT INTO audit_log (action, subject) VALUES ('update', 'tool_calls/' || NEW.id);
END;
CREATE TRIGGER audit_memory_changed AFTER UPDATE ON memories BEGIN
  INSERT INTO audit_log (action, subject) VALUES ('update', 'memories/' || NEW.id);
END;
CREATE TRIGGER audit_memory_forgotten AFTER DELETE ON memories BEGIN
  INSERT INTO audit_log (action, subject) VALUES ('delete', 'memories/' || OLD.id);
END;
CREATE TRIGGER audit_conversation_forgotten AFTER DELETE ON conversations BEGIN
  INSERT INTO audit_log (action, subject) VALUES ('delete', 'conversations/' || OLD.id);
END;
