package dev.tenantry.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Tools that the local environment builds from their pinned modules. */
public final class BuiltTool {
  private static final Path JAR = Path.of("local/environment/target/environment.jar");
  private static final int BUILD_MINUTES = 15;

  private BuiltTool() {}

  /** Asks the local environment where a tool is, which builds it once for each pin. */
  public static Path find(String name) throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new AssertionError(JAR + " is missing. Run: make build");
    }
    Path out = Files.createTempFile("tool", ".txt");
    Process tools =
        new ProcessBuilder("java", "-jar", JAR.toString(), "tools", name)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = tools.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
    String text = Files.readString(out);
    Files.delete(out);
    if (!ended || tools.exitValue() != 0) {
      throw new AssertionError(text);
    }
    String line =
        text.lines().filter(one -> one.startsWith(name)).reduce((a, b) -> b).orElseThrow();
    return Path.of(line.substring(line.indexOf(": ") + 2));
  }
}
