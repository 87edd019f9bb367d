package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.agentimage.AgentScene.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent and its worker are killed at random points, on a real database and a real queue, while
 * people talk and documents come in.
 */
class KilledAgentsIT {
  private static final int KILLS = 12;
  private static final int PEOPLE = 2;
  private static final int PIECES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void nothingAcceptedIsLostAndNothingIsDoneTwice() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    try (ModelServer model = new ModelServer(Talk::slowEcho);
        AgentScene scene = new AgentScene(folder, "agent_kills", model)) {
      Member acme = scene.member("acme");
      AgentProcess worker = acme.worker();
      AgentProcess agent = acme.orchestrator();
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService people = Executors.newFixedThreadPool(PEOPLE + 1);
      List<Future<Talk>> talks = Talk.crowd(people, agent, PEOPLE, enough);
      Future<List<String>> documents = people.submit(() -> send(agent, enough));
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(200 + random.nextInt(1_000));
        AgentProcess victim = kill % 2 == 0 ? agent : worker;
        victim.kill();
        victim.start();
      }
      enough.set(true);
      Talk.checkAll(talks, agent, seed);
      List<String> tasks = documents.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      people.shutdown();
      checkDocuments(scene, tasks, seed);
    }
  }

  /** Sends documents of a few pieces each; those that were accepted, by their task. */
  private List<String> send(AgentProcess agent, AtomicBoolean enough) throws InterruptedException {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; !enough.get() || accepted.isEmpty(); i++) {
      String text = ("Document " + i + " says a sentence. ").repeat(18).strip();
      try {
        var response =
            client.send(
                HttpRequest.newBuilder(URI.create(agent.url("/v1/documents")))
                    .timeout(Duration.ofSeconds(10))
                    .POST(
                        BodyPublishers.ofString(
                            AgentProcess.JSON.writeValueAsString(
                                Map.of("document", "d" + i, "text", text))))
                    .build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 202) {
          accepted.add(AgentProcess.json(response.body()).path("task").asText());
        }
      } catch (IOException killed) {
        // Not accepted, as far as its sender knows; it may be there or not.
      }
      Thread.sleep(150);
    }
    return accepted;
  }

  private static void checkDocuments(AgentScene scene, List<String> tasks, long seed)
      throws Exception {
    assertThat(tasks).hasSizeGreaterThan(KILLS);
    String done = "SELECT count(*) FROM tenantry.tasks WHERE queue = 'ingest/support' AND key IN ";
    String wanted = "('" + String.join("', '", tasks) + "')";
    Instant end = Instant.now().plus(PATIENCE);
    while (!scene.one(done + wanted).equals(Integer.toString(tasks.size()))) {
      assertThat(Instant.now())
          .as("seed %d: %s of %d done", seed, scene.one(done + wanted), tasks.size())
          .isBefore(end);
      Thread.sleep(200);
    }
    assertThat(
            scene.one(
                "SELECT count(*) FROM (SELECT detail ->> 'task' FROM tenantry.agent_events"
                    + " WHERE kind = 'task' GROUP BY 1 HAVING count(*) > 1) AS twice"))
        .as("seed %d: done twice", seed)
        .isEqualTo("0");
    assertThat(
            scene.one(
                "SELECT count(*) FROM (SELECT metadata ->> 'document' FROM tenantry.memories"
                    + " GROUP BY 1 HAVING count(*) <> "
                    + PIECES
                    + ") AS partial"))
        .as("seed %d: documents that are not whole", seed)
        .isEqualTo("0");
  }
}
