package dev.tenantry.agentimage.builder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs of this machine to their end. */
public final class Command {
  private static final int LINES_SHOWN = 20;

  private Command() {}

  /**
   * What a program answered.
   *
   * @param output standard output and errors, mixed
   */
  public record Answer(int code, String output) {
    public boolean good() {
      return code == 0;
    }

    /** The last 20 lines. */
    public String end() {
      List<String> lines = output.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()))
          .indent(2);
    }
  }

  /** Runs a program in a folder; empty if there is no such program. */
  public static Optional<Answer> ask(Path folder, Map<String, String> extra, List<String> words) {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    // What is read below must not be translated.
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(extra);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(new Answer(process.waitFor(), output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while " + words.get(0) + " ran");
    }
  }

  /**
   * Runs a program that must succeed.
   *
   * @throws Failure if it is not there or ends with another code than 0
   */
  public static String run(Path folder, List<String> words) {
    Answer answer =
        ask(folder, Map.of(), words)
            .orElseThrow(() -> new Failure(words.get(0) + " is not on this machine"));
    if (!answer.good()) {
      throw new Failure(words.get(0) + " failed with code " + answer.code() + ":\n" + answer.end());
    }
    return answer.output();
  }
}
