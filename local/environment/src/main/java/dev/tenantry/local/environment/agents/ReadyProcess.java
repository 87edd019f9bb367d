package dev.tenantry.local.environment.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Launch;
import dev.tenantry.local.environment.processes.StopSignal;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process of a plan with everything filled in, ready to be started.
 *
 * @param files what its folder holds, by file name
 * @param started what is remembered once it is started
 */
record ReadyProcess(
    PlannedProcess planned, Launch launch, Map<String, String> files, StartedProcess started) {
  private static final int FINGERPRINT_BYTES = 16;

  static ReadyProcess of(
      PlannedProcess planned, int level, Map<String, Integer> ports, StateFolder state) {
    Placeholders placeholders = new Placeholders(ports, folder(state, planned.name()));
    List<String> command = new ArrayList<>(planned.command());
    command.replaceAll(placeholders::fill);
    command.set(0, program(command.get(0), state));
    Map<String, String> variables = new TreeMap<>(planned.variables());
    variables.replaceAll((name, value) -> placeholders.fill(value));
    Map<String, String> files = new TreeMap<>(planned.files());
    files.replaceAll((name, text) -> placeholders.fill(text));
    Launch launch =
        new Launch(
            planned.name(),
            command,
            variables,
            ports.get(planned.ports().get(0)),
            StopSignal.TERM,
            Duration.ofSeconds(planned.graceSeconds()));
    StartedProcess started =
        new StartedProcess(
            planned.name(),
            level,
            fingerprint(launch, files, planned),
            ports.get(planned.health().port()),
            planned.health().path());
    return new ReadyProcess(planned, launch, files, started);
  }

  static Path folder(StateFolder state, String name) {
    return state.root().resolve("agents").resolve(name);
  }

  /** Makes the files of its folder what they should be. */
  void writeFiles(StateFolder state) {
    files.forEach((name, text) -> PrivateFiles.write(folder(state, name()).resolve(name), text));
  }

  String name() {
    return planned.name();
  }

  private static String program(String word, StateFolder state) {
    Path tool = state.bin().resolve(word);
    return word.contains("/") || !Files.exists(tool) ? word : tool.toString();
  }

  /** Another build of a program is another process too, though its command reads the same. */
  private static String fingerprint(
      Launch launch, Map<String, String> files, PlannedProcess planned) {
    StringBuilder all = new StringBuilder();
    launch.command().forEach(word -> all.append(word).append(build(word)).append('\n'));
    all.append(launch.variables()).append(files).append(planned.certificate());
    all.append(launch.grace()).append(planned.health());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new Failure("this Java has no SHA-256", e);
    }
  }

  private static String build(String word) {
    Path file = Path.of(word);
    if (!word.startsWith("/") || !Files.isRegularFile(file)) {
      return "";
    }
    try {
      Path real = file.toRealPath();
      return " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
