package dev.tenantry.agentimage.worker;

import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.model.ModelGateway;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.store.AgentEvent;
import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.store.Database.Session;
import dev.tenantry.agentimage.store.NamedId;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes documents findable: in pieces, each with its vector.
 *
 * <p>Pieces, the record of the task and what is told of it are one transaction, so that a task
 * which comes twice is done once.
 */
final class Ingestion {
  private final Database database;
  private final ModelGateway model;
  private final String agent;
  private final int characters;

  Ingestion(Database database, ModelGateway model, String agent, int characters) {
    this.database = database;
    this.model = model;
    this.agent = agent;
    this.characters = characters;
  }

  /**
   * Does a task.
   *
   * @param deadline of the calls of the model
   * @return false if it was done before
   */
  boolean run(Document document, Deadline deadline) {
    if (isDone(document)) {
      return false;
    }
    List<String> pieces = document.pieces(characters);
    List<float[]> vectors = model.hasEmbedding() ? model.embed(pieces, deadline) : List.of();
    return database.transaction(in -> keep(in, document, pieces, vectors));
  }

  private boolean isDone(Document document) {
    return database.transaction(
        in ->
            in.first(
                    "SELECT 1 FROM tenantry.tasks WHERE queue = ? AND key = ? AND state = 'done'",
                    row -> true,
                    queue(),
                    document.task())
                .isPresent());
  }

  private boolean keep(Session in, Document document, List<String> pieces, List<float[]> vectors)
      throws SQLException {
    int first =
        in.update(
            "INSERT INTO tenantry.tasks (id, queue, key, payload, state, attempts, finished_at)"
                + " VALUES (?, ?, ?, ?, 'done', 1, now()) ON CONFLICT DO NOTHING",
            NamedId.of("task", agent, document.task()),
            queue(),
            document.task(),
            Json.write(Map.of("document", document.name(), "pieces", pieces.size())));
    if (first == 0) {
      return false;
    }
    in.update("INSERT INTO tenantry.agents (name) VALUES (?) ON CONFLICT DO NOTHING", agent);
    for (int i = 0; i < pieces.size(); i++) {
      piece(in, document, i, pieces.get(i), i < vectors.size() ? vectors.get(i) : null);
    }
    // A longer document of the same name left more pieces; a tenant deletes no rows.
    in.update(
        "UPDATE tenantry.memories SET content = '', embedding = NULL"
            + " WHERE metadata ->> 'document' = ? AND metadata ->> 'agent' = ?"
            + " AND (metadata ->> 'piece')::int >= ?",
        document.name(),
        agent,
        pieces.size());
    AgentEvent.write(
        in,
        agent,
        null,
        List.of(
            new AgentEvent(
                AgentEvent.Kind.TASK,
                Map.of("task", document.task(), "pieces", pieces.size(), "outcome", "done"))));
    return true;
  }

  private void piece(Session in, Document document, int number, String text, float[] vector)
      throws SQLException {
    in.update(
        "INSERT INTO tenantry.memories (id, agent_id, content, embedding, metadata)"
            + " SELECT CAST(? AS uuid), id, ?, CAST(? AS real[]), CAST(? AS jsonb)"
            + " FROM tenantry.agents WHERE name = ?"
            + " ON CONFLICT (tenant_id, id) DO UPDATE SET content = excluded.content,"
            + " embedding = excluded.embedding, metadata = excluded.metadata",
        NamedId.of("piece", agent, document.name(), number),
        text,
        vector == null ? null : Arrays.toString(vector).replace('[', '{').replace(']', '}'),
        Json.write(Map.of("document", document.name(), "agent", agent, "piece", number)),
        agent);
  }

  private String queue() {
    return "ingest/" + agent;
  }
}
