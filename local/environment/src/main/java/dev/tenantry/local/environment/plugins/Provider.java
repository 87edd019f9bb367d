package dev.tenantry.local.environment.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A provider plug-in and the version that the project asks for. */
public record Provider(String name, String version) {
  private static final String GCP_DEFAULT = "7.0.0";

  /** The version that the project's own resource pins. */
  public static Provider kubernetes(Path project) {
    return new Provider("kubernetes", pinned(project, "kubernetes", ""));
  }

  /** The version of the SDK, unless the project pins another one. */
  public static Provider gcp(Path project) {
    return new Provider("gcp", pinned(project, "gcp", GCP_DEFAULT));
  }

  private static String pinned(Path project, String name, String otherwise) {
    Path file = project.resolve("src/main/resources/com/pulumi/" + name + "/version.txt");
    try {
      return Files.exists(file) || otherwise.isEmpty() ? Files.readString(file).strip() : otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of plug-in " + name, e);
    }
  }

  /** The file name of the plug-in's program. */
  String program() {
    return "pulumi-resource-" + name;
  }

  /** The name of its folder in a plug-in cache. */
  String folder() {
    return "resource-" + name + "-v" + version;
  }
}
