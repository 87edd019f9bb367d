package dev.tenantry.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says something to an agent of this machine and shows the answer as it comes. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description =
        "Say something to a tenant's agent that the local environment runs, and show the answer"
            + " as it comes.")
final class ChatCommand implements Callable<Integer> {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** Until the answer begins: a turn may have to wait for others, each of up to two minutes. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(5);

  private static final int KEY_BYTES = 16;

  @Parameters(index = "0", paramLabel = "TENANT", description = "Whose agent.")
  private String tenant;

  @Parameters(index = "1..*", paramLabel = "MESSAGE", arity = "1..*", description = "What to say.")
  private List<String> message;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Which of the tenant's agents (default: the one that runs here).")
  private Optional<String> agent = Optional.empty();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Go on with this conversation (default: a new one).")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:TENANTRY_STATE:-}",
      description =
          "The local environment's folder (default: TENANTRY_STATE, else .tenantry/local of the"
              + " checkout).")
  private String state;

  @Option(names = "--project", hidden = true, defaultValue = "${sys:tenantry.project:-.}")
  private Path project;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path folder = state.isEmpty() ? project.resolve(".tenantry/local") : Path.of(state);
    Map.Entry<String, URI> found = RunningAgents.in(folder).find(tenant, agent);
    try {
      talk(found.getKey(), found.getValue());
      return 0;
    } catch (ConnectException e) {
      throw new CommandFailure(
          "agent "
              + found.getKey()
              + " does not answer on "
              + found.getValue()
              + ". Run: make status, then make up",
          e);
    } catch (HttpTimeoutException e) {
      throw new CommandFailure(
          "agent " + found.getKey() + " gave no answer in " + ANSWER_LIMIT.toMinutes() + " min", e);
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailure(
          "the connection to agent " + found.getKey() + " broke. Run: make status", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private void talk(String name, URI address) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    HttpResponse<Stream<String>> answer = client.send(request(address), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
        throw refusal(name, answer, lines.collect(Collectors.joining("\n")));
      }
      var transcript = new ChatTranscript(spec.commandLine().getOut());
      EventStream.read(lines, transcript::accept);
      transcript.end();
    }
  }

  private HttpRequest request(URI address) {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("message", String.join(" ", message));
    session.ifPresent(id -> body.put("session", id));
    return HttpRequest.newBuilder(address.resolve(Door.CHAT))
        .timeout(ANSWER_LIMIT)
        .header("Content-Type", "application/json")
        .header("Accept", "text/event-stream")
        .header(Door.IDEMPOTENCY_KEY, newKey())
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }

  private static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static CommandFailure refusal(
      String name, HttpResponse<Stream<String>> answer, String body) {
    String what = "agent " + name + " refused: " + ChatTranscript.problem(body);
    return answer
        .headers()
        .firstValue(Door.RETRY_AFTER)
        .map(seconds -> new CommandFailure(what + ". Try again in " + seconds + " s"))
        .orElseGet(() -> new CommandFailure(what + " (status " + answer.statusCode() + ")"));
  }
}
