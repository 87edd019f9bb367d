package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.AgentScene.Member;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.agentimage.ModelServer.Asked;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants' agents at once, as processes of their own on one database and one queue. */
@TwoTenantTest(
    value = {StoreKind.POSTGRES_SHARED, StoreKind.NATS},
    covers =
        "Both ingest a document with a planted word; each agent is told by its model to look for"
            + " the other's, by search and by SQL; logs, metrics and traces are read too.",
    leaves = "A model that was talked into something cannot use what its tools do not offer.")
class AgentTenantsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Map<String, String> PLANTED =
      Map.of("acme", "PLATYPUS", "globex", "CORMORANT");

  @TempDir static Path folder;

  private static ModelServer model;
  private static AgentScene scene;
  private static Desk acme;
  private static Desk globex;

  /** A tenant's processes. */
  private record Desk(
      Member member,
      AgentProcess agent,
      AgentProcess search,
      AgentProcess sql,
      AgentProcess worker) {
    static Desk of(String name) throws Exception {
      Member member = scene.member(name);
      String caller = member.uri("orchestrator");
      AgentProcess search = member.tool(ToolKind.SEARCH, caller);
      AgentProcess sql = member.tool(ToolKind.SQL, caller);
      return new Desk(member, member.orchestrator(search, sql), search, sql, member.worker());
    }

    String ask(String message) {
      return agent.answered(Map.of("message", message)).path("text").asText();
    }

    void ingest(String task, String document, String text) throws Exception {
      send(
          AgentProcess.JSON.writeValueAsString(
              Map.of("kind", "ingest", "id", task, "document", document, "text", text)));
    }

    void send(String task) throws Exception {
      Options options =
          new Options.Builder()
              .server(scene.queue().address())
              .authHandler(Nats.credentials(member.credentials().toString()))
              .build();
      Connection connection = Nats.connect(options);
      connection.jetStream().publish("tasks.support", task.getBytes(StandardCharsets.UTF_8));
      connection.close();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    model = new ModelServer(AgentTenantsIT::answer);
    scene = new AgentScene(folder, "agent_tenants", model);
    acme = Desk.of("acme");
    globex = Desk.of("globex");
    for (Desk desk : Set.of(acme, globex)) {
      String planted = PLANTED.get(desk.member().account().slug());
      until(() -> desk.worker().get(desk.worker().metricsUrl("/readyz")).statusCode() == 200);
      desk.ingest("t1", "handbook", "The word of this house is " + planted + ". Keep it.");
    }
    until(() -> count("done").equals("2"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (scene != null) {
      scene.close();
    }
    model.close();
  }

  /** Does what the person says: "search x" and "sql x" call a tool, whose result is the answer. */
  private static Answer answer(Asked asked) {
    JsonNode messages = asked.body().get("messages");
    JsonNode last = messages.get(messages.size() - 1);
    String text = last.path("content").asText();
    if (last.path("role").asText().equals("user")) {
      for (String tool : Set.of("search", "sql")) {
        if (text.startsWith(tool + " ")) {
          String query = text.substring(tool.length() + 1);
          return Answer.tool(tool, AgentProcess.JSON.createObjectNode().put("query", query) + "");
        }
      }
    }
    return Answer.text("found: " + text);
  }

  @Test
  void eachFindsItsOwn() {
    assertThat(acme.ask("search word of this house")).contains("PLATYPUS");
    assertThat(globex.ask("search word of this house")).contains("CORMORANT");
    assertThat(acme.ask("sql SELECT content FROM tenantry.memories")).contains("PLATYPUS");
  }

  @Test
  void neitherFindsTheOthersByAnyDoor() {
    for (String question :
        Set.of(
            "search CORMORANT",
            "search word of this house",
            "sql SELECT * FROM tenantry.memories",
            "sql SELECT count(*) FROM tenantry.memories WHERE content LIKE '%CORMORANT%'",
            "sql SELECT * FROM tenantry.messages",
            "sql SELECT set_config('app.tenant_id', '"
                + globex.member().account().id()
                + "', false)",
            "sql SELECT * FROM tenantry.tenants")) {
      assertThat(acme.ask(question).replace(question, ""))
          .as(question)
          .doesNotContain("CORMORANT is")
          .doesNotContain("is CORMORANT")
          .doesNotContain("globex");
    }
    for (AgentProcess process : Set.of(acme.agent(), acme.search(), acme.sql(), acme.worker())) {
      assertThat(process.log()).doesNotContain("CORMORANT").doesNotContain("PLATYPUS");
      assertThat(process.get(process.metricsUrl("/metrics")).body())
          .doesNotContain("CORMORANT")
          .doesNotContain("PLATYPUS");
    }
  }

  // Words of people and documents are in no span, so no other's can be.
  @Test
  void tracesNameWhatWasDoneAndNoWordOfIt() throws Exception {
    acme.ask("search word of this house");
    globex.ask("search PLATYPUS");
    for (Desk desk : Set.of(acme, globex)) {
      String tenant = desk.member().account().slug();
      until(() -> desk.member().traces().contains("execute_tool search"));
      assertThat(desk.member().traces())
          .contains("gen_ai.usage.input_tokens")
          .contains(desk.member().account().id().toString())
          .doesNotContain("PLATYPUS")
          .doesNotContain("CORMORANT")
          .doesNotContain("this house")
          .doesNotContain(tenant.equals("acme") ? "globex" : "acme");
    }
  }

  @Test
  void sqlOfAModelWritesNothingAndLeavesNothingBehind() {
    assertThat(acme.ask("sql DELETE FROM tenantry.memories RETURNING id")).contains("refuses");
    assertThat(acme.ask("sql UPDATE tenantry.memories SET content = 'x' RETURNING id"))
        .contains("refuses");
    assertThat(acme.ask("sql SELECT 1; COMMIT; DELETE FROM tenantry.memories")).contains("refuses");
    assertThat(acme.ask("sql SELECT 1) q; COMMIT; SELECT (1")).contains("refuses");
    assertThat(acme.ask("sql SET transaction_read_only = off")).contains("refuses");
    assertThat(acme.ask("sql SELECT set_config('transaction_read_only', 'off', false)"))
        .contains("refuses");
    assertThat(acme.ask("sql SELECT pg_sleep(60)")).contains("refuses");
    acme.ask("sql SELECT set_config('search_path', 'nowhere', false)");
    assertThat(acme.ask("sql SHOW search_path")).doesNotContain("nowhere");
    assertThat(acme.ask("search word of this house")).contains("PLATYPUS");
  }

  @Test
  void aToolAdmitsItsAgentAlone() {
    AgentProcess stranger = globex.member().orchestrator(acme.search());
    String answer =
        stranger.answered(Map.of("message", "search word of this house")).path("text").asText();
    assertThat(answer).doesNotContain("PLATYPUS");
    assertThat(acme.search().log())
        .contains("\"decision\":\"refused\"")
        .contains("tenant-globex/sa/orchestrator");
  }

  @Test
  void aTaskThatComesTwiceIsDoneOnceAndPoisonIsPutAside() throws Exception {
    for (int i = 0; i < 3; i++) {
      globex.ingest("twice", "letter", "Dear all, the same letter came again.");
    }
    globex.send("{\"kind\":\"nonsense\"}");
    until(() -> globex.worker().log().contains("\"reason\":\"the task's kind is not ingest\""));
    until(() -> globex.worker().log().split("decision.:.done before").length == 3);
    assertThat(scene.one("SELECT count(*) FROM tenantry.memories WHERE content LIKE 'Dear%'"))
        .isEqualTo("1");
    assertThat(
            scene.one(
                "SELECT count(*) FROM tenantry.agent_events WHERE detail ->> 'task' = 'twice'"))
        .isEqualTo("1");
  }

  @Test
  void whatWasDoneIsWrittenAndCannotBeChanged() throws Exception {
    acme.ask("search anything");
    Set<String> kinds = new TreeSet<>();
    for (String kind : Set.of("decision", "tool_call", "tokens", "turn", "task")) {
      if (!scene
          .one(
              "SELECT 1 FROM tenantry.agent_events WHERE kind = '"
                  + kind
                  + "' AND tenant_id = '"
                  + acme.member().account().id()
                  + "'")
          .isEmpty()) {
        kinds.add(kind);
      }
    }
    assertThat(kinds).containsExactly("decision", "task", "tokens", "tool_call", "turn");
    assertThat(
            scene.one(
                "SELECT string_agg(privilege_type, ' ' ORDER BY privilege_type)"
                    + " FROM information_schema.role_table_grants"
                    + " WHERE table_name = 'agent_events' AND grantee = 'tenantry_tenant'"))
        .isEqualTo("INSERT SELECT");
  }

  private static String count(String state) throws Exception {
    return scene.one(
        "SELECT count(*) FROM tenantry.tasks WHERE queue = 'ingest/support' AND state = '"
            + state
            + "' AND key = 't1'");
  }

  private interface Question {
    boolean isTrue() throws Exception;
  }

  private static void until(Question question) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!question.isTrue()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      Thread.sleep(100);
    }
  }
}
