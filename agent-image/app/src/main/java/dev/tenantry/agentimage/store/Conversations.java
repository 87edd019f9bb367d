package dev.tenantry.agentimage.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was said in an agent's sessions, and which tools were called. */
public final class Conversations {
  private final Database database;
  private final Dialect dialect;
  private final String agent;

  /** The sessions of an agent. */
  public Conversations(Database database, String agent) {
    this.database = database;
    this.dialect = database.dialect();
    this.agent = agent;
  }

  /**
   * A message.
   *
   * @param role user or assistant
   */
  public record Message(String role, String body) {}

  /**
   * How a tool's call ended.
   *
   * @param succeeded whether the tool did it
   * @param text what it said
   */
  public record EndedCall(boolean succeeded, String text) {}

  /** The newest messages of a session, but for those of one turn, oldest first. */
  public List<Message> before(Lease lease, int atMost) {
    List<Message> newest =
        database.transaction(
            in ->
                in.list(
                    "SELECT role, body FROM tenantry.messages WHERE conversation_id = ?"
                        + " AND id NOT IN (?, ?) AND role IN ('user', 'assistant')"
                        + " ORDER BY created_at DESC, role LIMIT ?",
                    row -> new Message(row.getString(1), row.getString(2)),
                    lease.session(),
                    NamedId.of("message", lease.turn(), "user"),
                    NamedId.of("message", lease.turn(), "assistant"),
                    atMost));
    List<Message> oldestFirst = new ArrayList<>(newest);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  /** The newest sessions: id, title and time of each. */
  public List<Map<String, Object>> newest(int atMost) {
    return database.transaction(
        in ->
            in.list(
                "SELECT c.id, c.title, "
                    + dialect.iso("c.created_at")
                    + " FROM tenantry.conversations c WHERE "
                    + dialect.isOwnSession()
                    + " ORDER BY c.created_at DESC LIMIT ?",
                row -> fields(row, "id", "title", "createdAt"),
                agent,
                atMost));
  }

  /** A session's messages, tool calls and tokens; empty if there is no such session. */
  public Map<String, Object> whole(UUID session) {
    return database.transaction(
        in -> {
          Map<String, Object> all = new LinkedHashMap<>();
          var head =
              in.first(
                  "SELECT c.id, c.title, "
                      + dialect.iso("c.created_at")
                      + " FROM tenantry.conversations c WHERE c.id = ? AND "
                      + dialect.isOwnSession(),
                  row -> fields(row, "id", "title", "createdAt"),
                  session,
                  agent);
          if (head.isEmpty()) {
            return all;
          }
          all.putAll(head.get());
          all.put(
              "messages",
              in.list(
                  "SELECT role, body, "
                      + dialect.iso("created_at")
                      + " FROM tenantry.messages WHERE conversation_id = ?"
                      + " ORDER BY created_at, role DESC",
                  row -> fields(row, "role", "text", "at"),
                  session));
          all.put(
              "toolCalls",
              in.list(
                  "SELECT id, tool, status, "
                      + dialect.iso("created_at")
                      + " FROM tenantry.tool_calls WHERE conversation_id = ? ORDER BY created_at",
                  row -> fields(row, "id", "tool", "status", "at"),
                  session));
          all.put("usage", usage(in, session));
          return all;
        });
  }

  /**
   * Keeps that a tool is about to be called.
   *
   * @return false if it was kept before: the call may have been made
   */
  public boolean beginToolCall(UUID id, UUID session, String tool, String arguments) {
    return database.transaction(
        in ->
            in.update(
                    "INSERT INTO tenantry.tool_calls (id, conversation_id, tool, arguments)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    session,
                    tool,
                    arguments)
                == 1);
  }

  /** How a call ended that was kept before; empty if it was only begun. */
  public Optional<EndedCall> endedToolCall(UUID id) {
    return database.transaction(
        in ->
            in.first(
                "SELECT status, result FROM tenantry.tool_calls WHERE id = ?"
                    + " AND status <> 'started'",
                row ->
                    new EndedCall(
                        row.getString(1).equals("succeeded"),
                        Json.read(row.getString(2)).path("text").asText()),
                id));
  }

  /** Keeps how a tool's call ended. */
  public void endToolCall(UUID id, String status, String result) {
    database.transaction(
        in ->
            in.update(
                "UPDATE tenantry.tool_calls SET status = ?, result = ?, finished_at = "
                    + dialect.now()
                    + " WHERE id = ?",
                status,
                Json.write(Map.of("text", result)),
                id));
  }

  private static Map<String, Long> usage(Database.Session in, UUID session) throws SQLException {
    long prompt = 0;
    long completion = 0;
    List<JsonNode> calls =
        in.list(
            "SELECT detail FROM tenantry.agent_events WHERE conversation_id = ?"
                + " AND kind = 'tokens'",
            row -> Json.read(row.getString(1)),
            session);
    for (JsonNode call : calls) {
      prompt += call.path("promptTokens").asLong();
      completion += call.path("completionTokens").asLong();
    }
    Map<String, Long> sum = new LinkedHashMap<>();
    sum.put("promptTokens", prompt);
    sum.put("completionTokens", completion);
    return sum;
  }

  private static Map<String, Object> fields(ResultSet row, String... names) throws SQLException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      fields.put(names[i], row.getString(i + 1));
    }
    return fields;
  }
}
