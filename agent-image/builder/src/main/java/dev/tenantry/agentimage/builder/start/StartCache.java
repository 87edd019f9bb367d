package dev.tenantry.agentimage.builder.start;

import dev.tenantry.agentimage.builder.layout.ImageParts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a JVM finds prepared when it starts. */
public enum StartCache {
  /** Nothing: every class is read and checked anew. */
  NONE("", ""),

  /**
   * Class-data sharing: the classes of a list, read and checked at build time. For all releases
   * from 17 on; the same list gives the same bytes from 25 on.
   */
  CLASSES("agent.jsa", "-XX:SharedArchiveFile="),

  /**
   * The ahead-of-time cache (JEP 483, 514, 515): classes, links between them and profiles of
   * methods. Starts faster, but no two are the same. For 25 and newer.
   */
  AOT("agent.aot", "-XX:AOTCache=");

  /**
   * The first LTS release whose class-data archives are the same each time. Measured on 2026-11-21:
   * 25.0.3 16 times of 16, 17.0.15 only 4 times of 6; there was no 21 to measure.
   */
  private static final int FIRST_SAME_TWICE = 25;

  /** The first LTS release that makes one in one step. */
  private static final int FIRST_WITH_AOT = 25;

  private final String file;
  private final String flag;

  StartCache(String file, String flag) {
    this.file = file;
    this.flag = flag;
  }

  /** The best that gives the same image twice. */
  public static StartCache usual(int feature) {
    return feature >= FIRST_SAME_TWICE ? CLASSES : NONE;
  }

  /** As the command line has it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name of its file in the application's folder; empty for none. */
  public String file() {
    return file;
  }

  /**
   * Why it cannot be made for a runtime on this machine; empty if it can.
   *
   * @param feature the runtime's release
   */
  public Optional<String> obstacle(int feature) {
    if (this == NONE) {
      return Optional.empty();
    }
    if (this == AOT && feature < FIRST_WITH_AOT) {
      return Optional.of(
          ("an ahead-of-time cache needs JDK " + FIRST_WITH_AOT + " or newer, and the newest LTS")
              + (" found is " + feature + ".\n  Install one, name it by JDK=<folder>, or build")
              + " with START_CACHE=classes.");
    }
    return UnpackedImage.obstacle()
        .map(
            why ->
                "a start cache is made by running the image, and "
                    + (why + ".\n  Build as root or where user namespaces are allowed, or without")
                    + " one: START_CACHE=none.");
  }

  /** What makes a JVM use it: quietly without, where it does not fit. */
  public List<String> flags() {
    return file.isEmpty() ? List.of() : List.of(flag + ImageParts.APPLICATION + "/" + file);
  }

  /** What makes a JVM refuse to start where it does not fit; for tests. */
  public List<String> strictFlags() {
    return switch (this) {
      case NONE -> List.of();
      case CLASSES -> List.of("-Xshare:on");
      case AOT -> List.of("-XX:AOTMode=on");
    };
  }
}
