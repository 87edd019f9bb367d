package dev.tenantry.agentimage.store;

import java.util.List;

/** The tables of PostgreSQL that an agent needs, for a file that is one agent's own. */
final class SqliteSchema {
  private static final String NOW = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))";

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS agents (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          "CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, agent_id TEXT NOT NULL"
              + " REFERENCES agents, title TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL "
              + NOW
              + ")",
          "CREATE TABLE IF NOT EXISTS messages (id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL"
              + " REFERENCES conversations, role TEXT NOT NULL, body TEXT NOT NULL,"
              + " created_at TEXT NOT NULL "
              + NOW
              + ")",
          "CREATE INDEX IF NOT EXISTS messages_by_conversation ON messages"
              + " (conversation_id, created_at)",
          "CREATE TABLE IF NOT EXISTS tool_calls (id TEXT PRIMARY KEY, conversation_id TEXT NOT"
              + " NULL REFERENCES conversations, tool TEXT NOT NULL, arguments TEXT NOT NULL"
              + " DEFAULT '{}', result TEXT, status TEXT NOT NULL DEFAULT 'started',"
              + " created_at TEXT NOT NULL "
              + NOW
              + ", finished_at TEXT)",
          "CREATE TABLE IF NOT EXISTS checkpoints (thread_id TEXT NOT NULL, namespace TEXT NOT NULL"
              + " DEFAULT '', sequence INTEGER NOT NULL, state TEXT NOT NULL, created_at TEXT NOT"
              + " NULL "
              + NOW
              + ", PRIMARY KEY (thread_id, namespace, sequence))",
          "CREATE TABLE IF NOT EXISTS tasks (id TEXT PRIMARY KEY, queue TEXT NOT NULL, key TEXT NOT"
              + " NULL, payload TEXT NOT NULL DEFAULT '{}', state TEXT NOT NULL DEFAULT 'ready',"
              + " attempts INTEGER NOT NULL DEFAULT 0, visible_at TEXT NOT NULL "
              + NOW
              + ", worker TEXT NOT NULL DEFAULT '', result TEXT, created_at TEXT NOT NULL "
              + NOW
              + ", finished_at TEXT, UNIQUE (queue, key))",
          "CREATE TABLE IF NOT EXISTS agent_events (at TEXT NOT NULL "
              + NOW
              + ", id TEXT NOT NULL, agent TEXT NOT NULL, conversation_id TEXT, kind TEXT NOT NULL,"
              + " detail TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (at, id))",
          // What happened cannot be changed or removed, here as in PostgreSQL.
          "CREATE TRIGGER IF NOT EXISTS agent_events_kept BEFORE DELETE ON agent_events BEGIN"
              + " SELECT RAISE(ABORT, 'agent_events is append-only'); END",
          "CREATE TRIGGER IF NOT EXISTS agent_events_as_written BEFORE UPDATE ON agent_events BEGIN"
              + " SELECT RAISE(ABORT, 'agent_events is append-only'); END");

  private SqliteSchema() {}

  static void create(Database database) {
    database.transaction(
        session -> {
          for (String table : TABLES) {
            session.update(table);
          }
          return true;
        });
  }
}
