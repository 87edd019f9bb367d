-- What the agent did: decisions, tools' calls, tokens, turns, tasks. Append-only by triggers, which
-- keeps a mistake from changing it; the agent owns the file, so it is a record and no evidence.

CREATE TABLE agent_events (
  id TEXT PRIMARY KEY NOT NULL DEFAULT (lower(hex(randomblob(16)))),
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  agent TEXT NOT NULL,
  conversation_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('decision', 'tool_call', 'tokens', 'turn', 'task')),
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX agent_events_by_conversation ON agent_events (conversation_id, at);

CREATE TRIGGER agent_events_kept BEFORE DELETE ON agent_events BEGIN
  SELECT RAISE(ABORT, 'agent_events is append-only');
END;
CREATE TRIGGER agent_events_as_written BEFORE UPDATE ON agent_events BEGIN
  SELECT RAISE(ABORT, 'agent_events is append-only');
END;
