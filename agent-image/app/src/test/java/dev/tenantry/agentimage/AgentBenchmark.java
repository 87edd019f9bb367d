package dev.tenantry.agentimage;

import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the agent adds to the model's own time; how it stands minutes of load; how it starts. */
public final class AgentBenchmark {
  private static final int PEOPLE = 4;
  private static final int WARM_UP = 200;
  private static final int CALLS = 400;

  /** Ten words, 20 ms each: a fast model that streams. */
  private static final Duration WORD = Duration.ofMillis(20);

  private AgentBenchmark() {}

  /** Prints one line for each figure. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("agent-bench");
    try (ModelServer model =
            new ModelServer(
                asked ->
                    Answer.slowly("one two three four five six seven eight nine" + " ten", WORD));
        AgentProcess agent =
            new AgentProcess(
                folder,
                Settings.orchestrator(new TurnLimits(4, 32_000, 60, 1_000, 16, 32)),
                Map.of(Variable.MODEL_BASE_URL, model.url()))) {
      long start = System.nanoTime();
      agent.start();
      System.out.printf("start until ready          %.0f ms%n", (System.nanoTime() - start) / 1e6);
      for (int i = 0; i < WARM_UP; i++) {
        agent.answered(Map.of("message", "warm up"));
      }
      compare(model, agent);
      load(agent, Duration.ofMinutes(Long.getLong("minutes", 3)));
    }
  }

  private static void compare(ModelServer model, AgentProcess agent) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<Double> direct = new ArrayList<>();
    List<Double> through = new ArrayList<>();
    // In turns, so that whatever else the machine does meets both.
    for (int i = 0; i < CALLS; i++) {
      direct.add(millis(() -> ask(client, model.url())));
      through.add(millis(() -> agent.answered(Map.of("message", "hello"))));
    }
    for (int percent : new int[] {50, 99}) {
      double without = percentile(direct, percent);
      double with = percentile(through, percent);
      System.out.printf(
          "p%d of a turn               %.1f ms, without the agent %.1f ms, ratio %.2f%n",
          percent, with, without, with / without);
    }
  }

  private static void ask(HttpClient client, String url) throws Exception {
    String body =
        "{\"model\":\"chat-default\",\"stream\":true,\"messages\":[{\"role\":\"user\","
            + "\"content\":\"hello\"}]}";
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.body());
    }
  }

  private static void load(AgentProcess agent, Duration time) throws Exception {
    Instant end = Instant.now().plus(time);
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      all.add(people.submit(() -> talk(agent, end)));
    }
    Thread.sleep(time.toMillis() / 3);
    long early = resident(agent);
    int turns = 0;
    for (Future<Integer> one : all) {
      turns += one.get();
    }
    people.shutdown();
    long late = resident(agent);
    System.out.printf(
        "%d turns in %d s, %d people   0 errors; memory %d MiB after a third, %d MiB at the end,"
            + " ratio %.2f%n",
        turns, time.toSeconds(), PEOPLE, early >> 10, late >> 10, (double) late / early);
  }

  /** A session of ten turns, then the next. An answer that is no answer ends the benchmark. */
  private static int talk(AgentProcess agent, Instant end) {
    int turns = 0;
    String session = "";
    while (Instant.now().isBefore(end)) {
      Map<String, String> body =
          session.isEmpty() || turns % 10 == 0
              ? Map.of("message", "hello")
              : Map.of("message", "and then?", "session", session);
      session = agent.answered(body).path("session").asText();
      turns++;
    }
    return turns;
  }

  /** KiB of memory that the process has, as Linux counts it. */
  private static long resident(AgentProcess agent) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + agent.process().pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private interface Call {
    void make() throws Exception;
  }

  private static double millis(Call call) throws Exception {
    long start = System.nanoTime();
    call.make();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double percentile(List<Double> values, int percent) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
