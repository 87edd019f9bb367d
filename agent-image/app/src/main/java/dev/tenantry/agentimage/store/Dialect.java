package dev.tenantry.agentimage.store;

import java.util.Optional;

/** The few expressions in which PostgreSQL and SQLite differ. Times are the database's own. */
public enum Dialect {
  POSTGRES {
    @Override
    String sql(String statement) {
      return statement;
    }

    @Override
    String now() {
      return "now()";
    }

    @Override
    String inSeconds() {
      return "now() + ? * interval '1 second'";
    }

    @Override
    String never() {
      return "'infinity'";
    }

    @Override
    String iso(String column) {
      return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    @Override
    String claim() {
      return "SELECT id, payload, attempts FROM tenantry.claim_tasks("
          + "?, ?, ? * interval '1 second', ?, 1000)";
    }

    @Override
    Optional<String> addAgent() {
      return Optional.of("INSERT INTO tenantry.agents (name) VALUES (?) ON CONFLICT DO NOTHING");
    }

    @Override
    String addSession() {
      return "INSERT INTO tenantry.conversations (id, title, agent_id)"
          + " SELECT ?, ?, id FROM tenantry.agents WHERE name = ? ON CONFLICT DO NOTHING";
    }

    @Override
    String isOwnSession() {
      return "agent_id = (SELECT id FROM tenantry.agents WHERE name = ?)";
    }
  },
  SQLITE {
    private static final String FORMAT = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now'";

    @Override
    String sql(String statement) {
      return statement.replace("tenantry.", "");
    }

    @Override
    String now() {
      return FORMAT + ")";
    }

    @Override
    String inSeconds() {
      return FORMAT + ", ? || ' seconds')";
    }

    @Override
    String never() {
      return "'9999-12-31T00:00:00.000Z'";
    }

    @Override
    String iso(String column) {
      return column;
    }

    @Override
    String claim() {
      return "UPDATE tasks SET state = 'leased', attempts = attempts + 1, visible_at = "
          + "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?3 || ' seconds'), worker = ?2 WHERE id IN "
          + "(SELECT id FROM tasks WHERE queue = ?1 AND state IN ('ready', 'leased') AND "
          + "visible_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ORDER BY visible_at LIMIT ?4) "
          + "RETURNING id, payload, attempts";
    }

    @Override
    Optional<String> addAgent() {
      return Optional.empty();
    }

    @Override
    String addSession() {
      return "INSERT INTO conversations (id, title) SELECT ?, ? WHERE ? IS NOT NULL"
          + " ON CONFLICT DO NOTHING";
    }

    @Override
    String isOwnSession() {
      return "? IS NOT NULL";
    }
  };

  /** A statement in this dialect. */
  abstract String sql(String statement);

  abstract String now();

  /** The time after as many seconds as the next parameter says. */
  abstract String inSeconds();

  abstract String never();

  abstract String iso(String column);

  /** Leases due tasks: queue, worker, seconds, how many. */
  abstract String claim();

  /** Makes the agent's row: its name. An agent's own file has none. */
  abstract Optional<String> addAgent();

  /** Makes a session: id, title, the agent's name. */
  abstract String addSession();

  /** Whether a session is the agent's: its name. */
  abstract String isOwnSession();
}
