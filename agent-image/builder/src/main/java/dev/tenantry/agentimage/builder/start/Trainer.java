package dev.tenantry.agentimage.builder.start;

import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.layout.ImageParts;
import dev.tenantry.agentimage.builder.runtime.JavaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes start caches by running the unpacked image. */
public final class Trainer {
  /** How long an application may take to start, and to end, while it is recorded. */
  private static final Duration START = Duration.ofSeconds(120);

  private static final Duration DUMP = Duration.ofSeconds(300);

  /**
   * The heap of every JVM here. Stated, because a share of the memory of a large build machine
   * would be a heap of more than 32 GiB, with other pointers than in a container: the cache would
   * not fit.
   */
  private static final String HEAP = "-Xmx256m";

  private static final String JAVA = ImageParts.JAVA_HOME + "/bin/java";
  private static final String JAR = ImageParts.APPLICATION + "/" + ImageParts.JAR;
  private static final String LIST = "classes.list";

  private final UnpackedImage image;
  private final int feature;
  private final Training training;
  private final Path logs;

  /**
   * Trains an image.
   *
   * @param feature the release of its runtime
   * @param logs folder for what its processes print
   */
  public Trainer(UnpackedImage image, int feature, Training training, Path logs) {
    this.image = image;
    this.feature = feature;
    this.training = training;
    this.logs = logs;
  }

  /** Records which classes the application loads; sorted and comparable. */
  public String classes() {
    train(List.of("-Xshare:off", "-XX:DumpLoadedClassList=/tmp/recorded.list"));
    try {
      return ClassList.normal(Files.readString(image.temporary().resolve("recorded.list")));
    } catch (IOException e) {
      throw new Failure("the JVM recorded no classes", e);
    }
  }

  /** Makes the class-data archive of a list. */
  public Path archive(String classes) {
    try {
      Files.writeString(image.temporary().resolve(LIST), classes);
    } catch (IOException e) {
      throw new Failure("cannot write the list of classes", e);
    }
    String file = "/tmp/" + StartCache.CLASSES.file();
    List<String> words = new ArrayList<>(List.of(JAVA, HEAP));
    words.addAll(JavaRuntime.flags(feature));
    words.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=/tmp/" + LIST));
    words.addAll(List.of("-XX:SharedArchiveFile=" + file, "-cp", JAR));
    Path log = logs.resolve("archive.log");
    Process process = image.start(Map.of(), words, log);
    try {
      if (!process.waitFor(DUMP.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Failure("the JVM could not archive the classes; see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while classes were archived");
    }
    return made(StartCache.CLASSES);
  }

  /** Makes an ahead-of-time cache; the runtime must be one that can, see {@link StartCache}. */
  public Path aot() {
    train(List.of("-XX:AOTCacheOutput=/tmp/" + StartCache.AOT.file()));
    return made(StartCache.AOT);
  }

  private Path made(StartCache cache) {
    return Optional.of(image.temporary().resolve(cache.file()))
        .filter(Files::exists)
        .orElseThrow(() -> new Failure("the JVM wrote no " + cache.file() + "; see " + logs));
  }

  private void train(List<String> extra) {
    List<String> words = new ArrayList<>(List.of(JAVA, HEAP));
    words.addAll(JavaRuntime.flags(feature));
    words.addAll(extra);
    words.addAll(List.of("-jar", JAR));
    writeFiles();
    Path log = logs.resolve("training.log");
    try (RunningImage running = RunningImage.start(image, words, training.environment(), log)) {
      running.awaitStartup(START);
      for (Training.Request request : training.requests()) {
        for (int time = 0; time < request.times(); time++) {
          if (running.send(request) == 0) {
            throw new Failure("no answer to " + request.path() + ":\n" + running.printed());
          }
        }
      }
      int code = running.terminate(START);
      if (code != 0) {
        throw new Failure(
            "the application ended with code "
                + code
                + " on SIGTERM; the contract wants 0:\n"
                + running.printed());
      }
    }
  }

  private void writeFiles() {
    training
        .files()
        .forEach(
            (name, text) -> {
              Path file = image.temporary().resolve(name).normalize();
              if (!file.startsWith(image.temporary())) {
                throw new Failure("a file of the training is outside of /tmp: " + name);
              }
              try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
              } catch (IOException e) {
                throw new Failure("cannot write " + file, e);
              }
            });
  }
}
