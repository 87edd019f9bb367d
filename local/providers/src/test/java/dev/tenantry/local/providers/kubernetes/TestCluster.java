package dev.tenantry.local.providers.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The API server of the tests: a given one, or one that the local environment starts. */
final class TestCluster {
  private static final String VARIABLE = "TENANTRY_TEST_KUBECONFIG";
  private static final Path JAR = Path.of("../environment/target/environment.jar");

  private final String kubeconfig;
  private final Optional<Path> state;

  private TestCluster(String kubeconfig, Optional<Path> state) {
    this.kubeconfig = kubeconfig;
    this.state = state;
  }

  static TestCluster open() throws IOException, InterruptedException {
    String given = System.getProperty(VARIABLE, System.getenv().getOrDefault(VARIABLE, ""));
    if (!given.isEmpty()) {
      return new TestCluster(given, Optional.empty());
    }
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(
          "no API server to test against: set "
              + VARIABLE
              + " to a kubeconfig, or build local/environment first (want "
              + JAR
              + ")");
    }
    Path state = Files.createTempDirectory("tenantry-providers-it");
    run(List.of("up", "--state", state.toString(), "--providers", "test"));
    String exports = run(List.of("env", "--state", state.toString()));
    return new TestCluster(exported(exports), Optional.of(state));
  }

  private static String exported(String exports) {
    return exports
        .lines()
        .map(line -> line.replaceFirst("^export ", ""))
        .filter(line -> line.startsWith("KUBECONFIG="))
        .map(line -> line.substring("KUBECONFIG=".length()).replaceAll("^['\"]|['\"]$", ""))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("`env` names no KUBECONFIG: " + exports));
  }

  private static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile("tenantry-environment", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean ended = process.waitFor(20, TimeUnit.MINUTES);
    String text = Files.readString(out);
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + text);
    }
    return text;
  }

  String kubeconfig() {
    return kubeconfig;
  }

  public void close() throws IOException, InterruptedException {
    if (state.isPresent()) {
      run(List.of("clean", "--state", state.get().toString()));
    }
  }
}
