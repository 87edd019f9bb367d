package dev.tenantry.agentimage.builder.runtime;

import dev.tenantry.agentimage.builder.Command;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The image's Java runtime, as jlink makes it from a JDK: the same bytes each time. */
public final class JavaRuntime {
  /**
   * What a server without a desktop needs: HTTP both ways, JDBC, TLS, naming (drivers and pools ask
   * for it), logging, management beans, flight recordings. Not computed by jdeps: it counts what a
   * library could use, such as the desktop for Jackson, and misses what is found by reflection. The
   * image's test runs an application on it.
   */
  public static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported");

  /** The first release whose jlink names compressions; before, level 2 was the same (ZIP). */
  private static final int FIRST_WITH_NAMED_COMPRESSION = 21;

  private static final int FIRST_WITH_COMPACT_HEADERS = 25;

  /** The first LTS release whose default is UTF-8 (JEP 400 came with 18). */
  private static final int FIRST_WITH_UTF8 = 21;

  private JavaRuntime() {}

  /**
   * Makes a runtime.
   *
   * @param more modules beside the list above
   * @param trustStore what becomes its lib/security/cacerts
   * @param folder where it is put; must not exist
   */
  public static void make(Jdk jdk, List<String> more, byte[] trustStore, Path folder) {
    TreeSet<String> modules = new TreeSet<>(MODULES);
    modules.addAll(more);
    List<String> words =
        new ArrayList<>(
            List.of(
                jdk.tool("jlink").toString(),
                "--add-modules",
                String.join(",", modules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString()));
    words.add(jdk.feature() >= FIRST_WITH_NAMED_COMPRESSION ? "--compress=zip-6" : "--compress=2");
    Command.run(folder.getParent(), words);
    try {
      keepOnlyJava(folder.resolve("bin"));
      Files.write(folder.resolve("lib/security/cacerts"), trustStore);
      // Tools of the JDK itself; a second way to start programs, and a list for their developers.
      Files.deleteIfExists(folder.resolve("lib/jexec"));
      Files.deleteIfExists(folder.resolve("lib/classlist"));
    } catch (IOException e) {
      throw new Failure("cannot write the runtime in " + folder, e);
    }
  }

  private static void keepOnlyJava(Path programs) throws IOException {
    for (Path program : Folders.files(programs)) {
      if (!program.endsWith("java")) {
        Files.delete(program);
      }
    }
  }

  /**
   * JVM flags of every start, training included: start caches fit only a JVM with the same ones.
   *
   * <p>Serial collection: an agent waits for models most of the time, and the parallel collectors
   * cost memory per thread. 60 % of the memory limit for the heap leaves 100 MiB of a 256 MiB pod
   * to classes, code, threads and buffers. Out of memory ends the process: a half-dead agent
   * answers probes and nobody else. No performance data file: the root file system is read-only.
   */
  public static List<String> flags(int feature) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=60",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData"));
    if (feature >= FIRST_WITH_COMPACT_HEADERS) {
      // A product flag since 25 (JEP 519): 8 bytes less per object.
      flags.add("-XX:+UseCompactObjectHeaders");
    }
    if (feature < FIRST_WITH_UTF8) {
      flags.add("-Dfile.encoding=UTF-8");
    }
    return List.copyOf(flags);
  }
}
