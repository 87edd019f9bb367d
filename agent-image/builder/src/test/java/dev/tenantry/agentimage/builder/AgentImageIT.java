package dev.tenantry.agentimage.builder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.builder.bill.BillOfMaterials;
import dev.tenantry.agentimage.builder.layout.Descriptor;
import dev.tenantry.agentimage.builder.layout.OciLayout;
import dev.tenantry.agentimage.builder.layout.Unpacking;
import dev.tenantry.agentimage.builder.start.RunningImage;
import dev.tenantry.agentimage.builder.start.StartCache;
import dev.tenantry.agentimage.builder.start.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real images from this machine's JDK and the distribution's packages, built, opened and run. */
class AgentImageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RUNS_TIMED = 5;

  @TempDir private static Path folder;

  private static final List<String> figures = new ArrayList<>();
  private static BuiltImages images;
  private static Image image;
  private static OciLayout layout;
  private static Path unpacked;

  @BeforeAll
  static void build() throws IOException {
    images = new BuiltImages(folder);
    // Without a way to run the image there is no start cache; all but the runs are still tested.
    StartCache cache = UnpackedImage.obstacle().isPresent() ? StartCache.NONE : StartCache.CLASSES;
    image = images.build("first", cache, Optional.empty());
    layout = OciLayout.unpack(image.tar(), folder.resolve("layout"));
    unpacked = folder.resolve("unpacked");
    Unpacking.unpack(layout, unpacked);
  }

  @AfterAll
  static void tellFigures() {
    figures.forEach(System.out::println);
  }

  @Test
  void aSecondBuildIsTheSameImageByteByByte() throws IOException {
    Optional<Path> classes =
        image.classes().isEmpty()
            ? Optional.empty()
            : Optional.of(image.tar().resolveSibling("classes.list"));
    StartCache cache = classes.isEmpty() ? StartCache.NONE : StartCache.CLASSES;

    Image second = images.build("second", cache, classes);

    assertThat(second.digest()).isEqualTo(image.digest());
    assertThat(Digests.of(second.tar())).isEqualTo(Digests.of(image.tar()));
    assertThat(Digests.of(second.bill())).isEqualTo(Digests.of(image.bill()));
  }

  @Test
  void everyDigestAndSizeOfTheLayoutIsRight() throws IOException {
    JsonNode configuration = layout.configuration(layout.image());
    JsonNode diffs = configuration.at("/rootfs/diff_ids");
    List<Descriptor> layers = layout.layers(layout.image());
    for (int index = 0; index < layers.size(); index++) {
      assertRight(layers.get(index));
      try (var input = new GZIPInputStream(Files.newInputStream(blob(layers.get(index))))) {
        assertThat("sha256:" + Digests.of(input.readAllBytes()))
            .isEqualTo(diffs.get(index).asText());
      }
    }
    assertThat(layout.manifests()).hasSize(2).allSatisfy(AgentImageIT::assertRight);
    assertThat(layers).hasSize(diffs.size()).hasSize(image.layers().size());
    assertThat(image.digest()).isEqualTo(layout.image().digest());
  }

  @Test
  void theConfigurationSaysHowItRuns() {
    JsonNode configuration = layout.configuration(layout.image());
    JsonNode run = configuration.path("config");

    assertThat(run.path("User").asText()).isEqualTo("65532:65532");
    assertThat(run.path("ExposedPorts").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("8080/tcp", "9090/tcp");
    assertThat(entrypoint())
        .startsWith("/opt/java/bin/java")
        .contains("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError")
        .endsWith("-jar", "/opt/agent/agent.jar");
    assertThat(run.path("Labels").path("org.opencontainers.image.version").asText())
        .isEqualTo("1.0");
    assertThat(run.path("Labels").path("org.opencontainers.image.revision").asText())
        .isEqualTo("abcdef");
    assertThat(configuration.path("created").asText()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void theBillOfMaterialsRefersToTheImage() throws IOException {
    Descriptor referrer = layout.manifests().get(1);
    JsonNode manifest = layout.document(referrer);
    Path bill = blob(layout.layers(referrer).get(0));

    assertThat(manifest.path("artifactType").asText()).isEqualTo(BillOfMaterials.MEDIA_TYPE);
    assertThat(manifest.at("/subject/digest").asText()).isEqualTo(image.digest());
    assertThat(Digests.of(bill)).isEqualTo(Digests.of(image.bill()));
    assertThat(new JsonParser().validate(bill.toFile(), Version.VERSION_16)).isEmpty();
    assertThat(Files.readString(bill)).contains("pkg:deb/", "greeting", "java-runtime");
  }

  @Test
  void thereIsNoShellNoSetuidFileAndNothingWritable() throws IOException {
    List<String> programs = new ArrayList<>();
    try (var files = Files.walk(unpacked)) {
      for (Path file : files.toList()) {
        String path = "/" + unpacked.relativize(file);
        if (Files.isSymbolicLink(file)) {
          continue;
        }
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        assertThat(mode & 06000).as("setuid or setgid: " + path).isZero();
        if (!path.equals("/tmp")) {
          assertThat(Files.getPosixFilePermissions(file))
              .as(path)
              .doesNotContain(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
        }
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          programs.add(path.replaceAll("/usr/lib/[^/]*-linux-gnu/", "/usr/lib/*/"));
        }
      }
    }
    assertThat(programs)
        .filteredOn(path -> !path.startsWith("/usr/lib/*/"))
        .containsExactlyInAnyOrder("/opt/java/bin/java", "/opt/java/lib/jspawnhelper");
    assertThat(programs).allMatch(path -> path.matches(".*(/java|/jspawnhelper|\\.so[.0-9]*)"));
  }

  @Test
  void itRunsAsItsOwnUserAndEndsWithCodeZero() {
    abortIfImagesCannotRun();
    List<String> words = new ArrayList<>(entrypoint());
    words.addAll(1, image.classes().isEmpty() ? List.of() : StartCache.CLASSES.strictFlags());
    try (RunningImage running = start(unpacked, words)) {
      running.awaitStartup(PATIENCE);

      assertThat(running.get("/v1/chat")).isEqualTo("Grüße from Java " + images.jdk().feature());
      assertThat(running.get("/who").lines())
          .contains("Uid: 65532 65532 65532 65532", "Gid: 65532 65532 65532 65532")
          .contains("NSpid: 1", "CapEff: 0000000000000000", "UTF-8");
      assertThat(running.terminate(PATIENCE)).as(running.printed()).isZero();
    }
  }

  @Test
  void anAotCacheIsUsed() throws IOException {
    abortIfImagesCannotRun();
    StartCache.AOT
        .obstacle(images.jdk().feature())
        .ifPresent(why -> Assumptions.abort(why.lines().findFirst().orElse(why)));
    Image aot = images.build("aot", StartCache.AOT, Optional.empty());
    OciLayout own = OciLayout.unpack(aot.tar(), folder.resolve("aot-layout"));
    Path files = folder.resolve("aot-unpacked");
    Unpacking.unpack(own, files);
    List<String> words = new ArrayList<>(entrypoint(own));
    assertThat(words).contains("-XX:AOTCache=/opt/agent/agent.aot");
    // A JVM that could not use the cache would not start.
    words.addAll(1, StartCache.AOT.strictFlags());

    assertThat(millisToStart(files, words)).isPositive();

    time("ahead-of-time cache", files, entrypoint(own));
    time("class-data archive", unpacked, entrypoint());
    List<String> none = new ArrayList<>(entrypoint());
    none.removeIf(word -> word.startsWith("-XX:SharedArchiveFile"));
    time("no start cache", unpacked, none);
  }

  /** Information only: on a busy machine the figures mean little. */
  private static void time(String name, Path files, List<String> words) {
    List<Long> millis = new ArrayList<>();
    for (int run = 0; run < RUNS_TIMED; run++) {
      millis.add(millisToStart(files, words));
    }
    millis.sort(null);
    figures.add("start of the demo application, " + name + ": ms " + millis);
  }

  private static long millisToStart(Path files, List<String> words) {
    long start = System.nanoTime();
    try (RunningImage running = start(files, words)) {
      running.awaitStartup(PATIENCE);
      long end = System.nanoTime();
      assertThat(running.terminate(PATIENCE)).isZero();
      return Duration.ofNanos(end - start).toMillis();
    }
  }

  private static RunningImage start(Path files, List<String> words) {
    List<String> bounded = new ArrayList<>(words);
    // As a container's limit would: caches fit no heap of more than 32 GiB.
    bounded.add(1, "-Xmx256m");
    UnpackedImage ready = new UnpackedImage(files, folder.resolve("tmp"));
    return RunningImage.start(ready, bounded, Map.of(), folder.resolve("output.log"));
  }

  private static void abortIfImagesCannotRun() {
    UnpackedImage.obstacle().ifPresent(why -> Assumptions.abort("no image can run: " + why));
  }

  private static List<String> entrypoint() {
    return entrypoint(layout);
  }

  private static List<String> entrypoint(OciLayout of) {
    List<String> words = new ArrayList<>();
    of.configuration(of.image()).at("/config/Entrypoint").forEach(n -> words.add(n.asText()));
    return words;
  }

  private static Path blob(Descriptor descriptor) {
    return layout.blob(descriptor);
  }

  private static void assertRight(Descriptor descriptor) {
    Path blob = blob(descriptor);
    assertThat(blob).hasSize(descriptor.size());
    assertThat("sha256:" + Digests.of(blob)).isEqualTo(descriptor.digest());
  }
}
