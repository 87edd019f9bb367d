package dev.tenantry.agentimage.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.store.Database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns of an agent's conversations as leased tasks.
 *
 * <p>Each write checks the lease in its own transaction. Whoever lost it writes nothing, so that a
 * turn is done once, whatever dies when.
 */
public final class Turns {
  /** Seconds after which another process may go on with a turn that nobody reports on. */
  public static final int LEASE_SECONDS = 15;

  private static final String NAMESPACE = "turn";

  private final Database database;
  private final Dialect dialect;
  private final String agent;
  private final String queue;
  private final String worker;

  /**
   * The turns of an agent.
   *
   * @param agent its name
   * @param worker this start of this process, {@code <pod>/<anything>}
   */
  public Turns(Database database, String agent, String worker) {
    this.database = database;
    this.dialect = database.dialect();
    this.agent = agent;
    this.queue = "turn/" + agent;
    this.worker = worker;
  }

  /**
   * Accepts a message: from then on it is answered, whatever happens to this process.
   *
   * @param session to go on with; empty for a new one
   * @param key two requests with the same are one turn
   */
  public Acceptance accept(Optional<UUID> session, String key, String message) {
    return database.transaction(
        in -> {
          UUID id = session.orElseGet(() -> NamedId.of("session", agent, key));
          if (session.isEmpty()) {
            if (dialect.addAgent().isPresent()) {
              in.update(dialect.addAgent().get(), agent);
            }
            in.update(dialect.addSession(), id, title(message), agent);
          }
          // Locks the session: of two requests at once the second sees what the first did.
          int known =
              in.update(
                  "UPDATE tenantry.conversations SET title = title WHERE id = ? AND "
                      + dialect.isOwnSession(),
                  id,
                  agent);
          return known == 0
              ? new Acceptance.NoSession()
              : accept(in, id, id + "/" + key, NamedId.of("turn", id, key), message);
        });
  }

  private Acceptance accept(Session in, UUID session, String key, UUID turn, String message)
      throws SQLException {
    Optional<Acceptance> before =
        in.first(
            "SELECT state, result, attempts, CASE WHEN visible_at >= "
                + dialect.never()
                + " THEN 1 ELSE 0 END AS parked FROM tenantry.tasks WHERE queue = ? AND key = ?",
            row -> earlier(row, new Lease(turn, session, message, worker, row.getInt(3) + 1)),
            queue,
            key);
    if (before.isPresent() && !(before.get() instanceof Acceptance.Begun)) {
      return before.get();
    }
    int others =
        in.first(
                "SELECT count(*) FROM tenantry.tasks WHERE queue = ? AND id <> ?"
                    + " AND state IN ('ready', 'leased') AND visible_at < "
                    + dialect.never()
                    + " AND payload ->> 'session' = ?",
                row -> row.getInt(1),
                queue,
                turn,
                session)
            .orElse(0);
    if (others > 0) {
      return new Acceptance.Busy();
    }
    if (before.isPresent()) {
      Lease again = ((Acceptance.Begun) before.get()).lease();
      in.update(
          "UPDATE tenantry.tasks SET state = 'leased', attempts = ?, worker = ?, result = NULL,"
              + " visible_at = "
              + dialect.inSeconds()
              + " WHERE id = ?",
          again.attempt(),
          worker,
          LEASE_SECONDS,
          turn);
      return before.get();
    }
    in.update(
        "INSERT INTO tenantry.tasks (id, queue, key, payload, state, attempts, worker, visible_at)"
            + " VALUES (?, ?, ?, ?, 'leased', 1, ?, "
            + dialect.inSeconds()
            + ")",
        turn,
        queue,
        key,
        Json.write(Map.of("session", session.toString(), "message", message)),
        worker,
        LEASE_SECONDS);
    message(in, turn, session, "user", message);
    return new Acceptance.Begun(new Lease(turn, session, message, worker, 1));
  }

  private static Acceptance earlier(ResultSet row, Lease again) throws SQLException {
    boolean parked = row.getInt(4) == 1;
    return switch (row.getString(1)) {
      case "done", "dead" -> new Acceptance.Finished(Json.read(row.getString(2)));
      default -> parked ? new Acceptance.Begun(again) : new Acceptance.Running(again.turn());
    };
  }

  /** Turns that were begun and that nobody works on any more. */
  public List<Lease> claim(int atMost) {
    return database.transaction(
        in -> in.list(dialect.claim(), this::lease, queue, worker, LEASE_SECONDS, atMost));
  }

  private Lease lease(ResultSet row) throws SQLException {
    JsonNode payload = Json.read(row.getString(2));
    return new Lease(
        UUID.fromString(row.getString(1)),
        UUID.fromString(payload.get("session").asText()),
        payload.get("message").asText(),
        worker,
        row.getInt(3));
  }

  /** Gives back at once what an earlier start of the same pod had. */
  public int releaseEarlier(String pod) {
    return database.transaction(
        in ->
            in.update(
                "UPDATE tenantry.tasks SET visible_at = "
                    + dialect.now()
                    + " WHERE queue = ? AND state = 'leased' AND worker <> ? AND worker LIKE ?",
                queue,
                worker,
                pod + "/%"));
  }

  /** Keeps the right for another while; false if it is lost. */
  public boolean extend(Lease lease) {
    return database.transaction(in -> hold(in, lease));
  }

  /** Lets another process go on at once. */
  public void release(Lease lease) {
    database.transaction(
        in ->
            in.update(
                "UPDATE tenantry.tasks SET visible_at = "
                    + dialect.now()
                    + " WHERE id = ? AND state = 'leased' AND worker = ? AND attempts = ?",
                lease.turn(),
                lease.worker(),
                lease.attempt()));
  }

  /** Leaves the turn until its caller asks again with the same key. */
  public void park(Lease lease) {
    database.transaction(
        in ->
            in.update(
                "UPDATE tenantry.tasks SET state = 'ready', visible_at = "
                    + dialect.never()
                    + " WHERE id = ? AND state = 'leased' AND worker = ? AND attempts = ?",
                lease.turn(),
                lease.worker(),
                lease.attempt()));
  }

  /** The steps of a turn that were done, in their order. */
  public List<JsonNode> steps(Lease lease) {
    return database.transaction(
        in ->
            in.list(
                "SELECT state FROM tenantry.checkpoints WHERE thread_id = ? AND namespace = ?"
                    + " ORDER BY sequence",
                row -> Json.read(row.getString(1)),
                lease.turn(),
                NAMESPACE));
  }

  /**
   * Keeps a step.
   *
   * @param number from 0
   * @param events that tell of it
   * @throws LeaseLost if another process has the turn
   */
  public void step(Lease lease, int number, Object state, List<AgentEvent> events) {
    database.transaction(
        in -> {
          require(in, lease);
          in.update(
              "INSERT INTO tenantry.checkpoints (thread_id, namespace, sequence, state)"
                  + " VALUES (?, ?, ?, ?)",
              lease.turn(),
              NAMESPACE,
              number,
              Json.write(state));
          return AgentEvent.write(in, agent, lease.session(), events);
        });
  }

  /**
   * Ends a turn with its answer.
   *
   * @throws LeaseLost if another process has the turn
   */
  public void finish(Lease lease, String text, Object result, List<AgentEvent> events) {
    database.transaction(
        in -> {
          int mine =
              in.update(
                  "UPDATE tenantry.tasks SET state = 'done', result = ?, finished_at = "
                      + dialect.now()
                      + " WHERE id = ? AND state = 'leased' AND worker = ? AND attempts = ?",
                  Json.write(result),
                  lease.turn(),
                  lease.worker(),
                  lease.attempt());
          if (mine == 0) {
            throw new LeaseLost(lease);
          }
          message(in, lease.turn(), lease.session(), "assistant", text);
          return AgentEvent.write(in, agent, lease.session(), events);
        });
  }

  /** The result of a turn; empty while somebody works on it. */
  public Optional<JsonNode> result(UUID turn) {
    return database.transaction(
        in ->
            in.first(
                "SELECT result FROM tenantry.tasks WHERE id = ? AND state IN ('done', 'dead')",
                row -> Json.read(row.getString(1)),
                turn));
  }

  private void require(Session in, Lease lease) throws SQLException {
    if (!hold(in, lease)) {
      throw new LeaseLost(lease);
    }
  }

  private boolean hold(Session in, Lease lease) throws SQLException {
    return in.update(
            "UPDATE tenantry.tasks SET visible_at = "
                + dialect.inSeconds()
                + " WHERE id = ? AND state = 'leased' AND worker = ? AND attempts = ?",
            LEASE_SECONDS,
            lease.turn(),
            lease.worker(),
            lease.attempt())
        == 1;
  }

  private static void message(Session in, UUID turn, UUID session, String role, String body)
      throws SQLException {
    in.update(
        "INSERT INTO tenantry.messages (id, conversation_id, role, body) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        NamedId.of("message", turn, role),
        session,
        role,
        body);
  }

  private static String title(String message) {
    String line = message.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 79) + "…";
  }
}
