package dev.tenantry.agentimage.store;

import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.store.Database.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that an agent did, in a table where nothing is changed or removed.
 *
 * @param kind what
 * @param detail without the text of prompts, answers and arguments
 */
public record AgentEvent(Kind kind, Map<String, Object> detail) {
  /** What agents do. */
  public enum Kind {
    /** The model chose to call tools, or to answer. */
    DECISION,
    /** A tool was called. */
    TOOL_CALL,
    /** A model was asked: its tokens. */
    TOKENS,
    /** A turn ended. */
    TURN,
    /** A task of the queue ended. */
    TASK;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Copies the detail. */
  public AgentEvent {
    detail = Map.copyOf(detail);
  }

  /**
   * Writes events with what they tell of.
   *
   * @param session that they belong to; null if to none
   */
  public static int write(Session in, String agent, UUID session, List<AgentEvent> events)
      throws SQLException {
    for (AgentEvent event : events) {
      in.update(
          "INSERT INTO tenantry.agent_events (agent, conversation_id, kind, detail)"
              + " VALUES (?, ?, ?, ?)",
          agent,
          session,
          event.kind().label(),
          Json.write(event.detail()));
    }
    return events.size();
  }
}
