package dev.tenantry.agentimage.builder.runtime;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the JDK that the image's runtime is made from: the newest with long-term support. */
public final class JdkSearch {
  private final String architecture;

  /**
   * Looks for JDKs of one processor.
   *
   * @param architecture amd64 or arm64
   */
  public JdkSearch(String architecture) {
    this.architecture = architecture;
  }

  /**
   * Folders where JDKs usually are: JAVA_HOME, the one that runs this, those of the distribution,
   * of SDKMAN and of IDEs.
   */
  public static List<Path> usualPlaces(Optional<String> javaHome, Path userHome) {
    List<Path> places = new ArrayList<>();
    javaHome.map(Path::of).ifPresent(places::add);
    places.add(Path.of(System.getProperty("java.home")));
    for (Path parent :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt"),
            userHome.resolve(".sdkman/candidates/java"),
            userHome.resolve(".jdks"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> folders = Files.list(parent)) {
          places.addAll(folders.sorted().toList());
        } catch (IOException e) {
          // A folder that this user may not read has no JDK for this user.
          continue;
        }
      }
    }
    return places;
  }

  /** The JDK in a folder that somebody named, with long-term support or not. */
  public Jdk at(Path folder) {
    return Jdk.at(folder, architecture)
        .orElseThrow(
            () ->
                new Failure(
                    folder
                        + " is no JDK that can make a runtime: it has no jlink, no folder jmods,"
                        + " or is for another processor or C library"));
  }

  /**
   * The newest JDK with long-term support in these folders.
   *
   * @throws Failure if there is none; the message says how to get one
   */
  public Jdk newest(List<Path> places) {
    Stream<Jdk> found =
        places.stream()
            .map(place -> Jdk.at(place, architecture))
            .flatMap(Optional::stream)
            .filter(Jdk::isLongTerm)
            .distinct();
    // Of two with the same version the path decides, so that it is always the same one.
    return found
        .max(Comparator.comparing(Jdk::version).thenComparing(Jdk::home))
        .orElseThrow(
            () ->
                new Failure(
                    "no JDK of this machine can make a runtime. Install one with long-term support,"
                        + " 17 or newer, 25 best\n  (Debian, Ubuntu: openjdk-17-jdk-headless), or"
                        + " name its folder: JDK=<folder>. Looked at:\n  "
                        + String.join("\n  ", places.stream().map(Path::toString).toList())));
  }
}
