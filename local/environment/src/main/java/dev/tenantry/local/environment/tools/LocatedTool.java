package dev.tenantry.local.environment.tools;

import java.nio.file.Path;

/** A tool that can be run, and where it comes from. */
public record LocatedTool(String name, Path file, Origin origin, String version) {
  /** Where a tool comes from. */
  public enum Origin {
    PATH("found on PATH"),
    BUILT("built from its pinned Go module");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /** The origin in words. */
    public String words() {
      return words;
    }
  }
}
