package dev.tenantry.conform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.conform.sample.Fault;
import dev.tenantry.conform.sample.SampleAgent;
import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How the sample agent is started: from a jar, with an archive of its classes that one start before
 * all others wrote. Hundreds of starts are half as dear by that.
 */
public final class Sample {
  private final Path archive;
  private final String classPath;

  private Sample(Path archive, String classPath) {
    this.archive = archive;
    this.classPath = classPath;
  }

  /** Makes jar and archive in {@code folder}. */
  public static Sample prepare(Path folder) throws Exception {
    Path jar = folder.resolve("sample.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      pack(zip, home(SampleAgent.class), "dev/tenantry/conform/sample");
      pack(zip, home(Variable.class), "dev/tenantry/contract");
    }
    List<String> path = new ArrayList<>(List.of(jar.toString()));
    for (Class<?> type :
        List.of(Variable.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
      if (Files.isRegularFile(home(type))) {
        path.add(home(type).toString());
      }
    }
    Sample sample = new Sample(folder.resolve("sample.jsa"), String.join(File.pathSeparator, path));
    sample.train(folder);
    return sample;
  }

  /** A command that becomes the sample agent, with one fault. */
  public List<String> command(Fault fault) {
    return command("-XX:SharedArchiveFile=" + archive, fault);
  }

  private List<String> command(String archiving, Fault fault) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        archiving,
        "-Xlog:disable",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx64m",
        "-cp",
        classPath,
        SampleAgent.class.getName(),
        fault.name());
  }

  /** One start that uses most of its classes and ends as a JVM does by itself. */
  private void train(Path folder) throws Exception {
    List<String> command = command("-XX:ArchiveClassesAtExit=" + archive, Fault.EXIT_143);
    Path scratch = Files.createDirectory(folder.resolve("training"));
    try (Stage stage =
        Stage.open(new ProcessUnderTest(Mode.ORCHESTRATOR, command, Map.of(), 10, scratch))) {
      RunningAgent agent = stage.start();
      agent.awaitOk(Door.READY);
      stage.model().plan("whole", ModelAnswer.callsTool(), ModelAnswer.says("Looked up."));
      agent.door().chat(Turn.of("whole").withKey("training"));
      agent.door().stream(Turn.of("streamed"), event -> {});
      agent.process().terminate();
      agent.process().exit(Duration.ofSeconds(60));
    }
  }

  private static void pack(ZipOutputStream zip, Path root, String folder) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
