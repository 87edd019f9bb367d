package dev.tenantry.agentimage.builder.bill;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a jar says of itself.
 *
 * @param own its Maven coordinates, as far as they are known: without a pom inside, name and
 *     version of the file's name and no group
 * @param contained coordinates of what was copied into it
 */
record JarFile(Path path, Coordinates own, List<Coordinates> contained) {
  private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
  private static final Pattern FILE_NAME = Pattern.compile("(.+?)(?:-(\\d[\\w.+-]*))?\\.jar");

  /** Empty text where it is not known. */
  record Coordinates(String group, String name, String version) {}

  static JarFile read(Path path) {
    List<Coordinates> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> POM.matcher(e.getName()).matches()).toList()) {
        try (InputStream input = zip.getInputStream(entry)) {
          Properties pom = new Properties();
          pom.load(input);
          found.add(
              new Coordinates(
                  pom.getProperty("groupId", ""),
                  pom.getProperty("artifactId", ""),
                  pom.getProperty("version", "")));
        }
      }
    } catch (IOException e) {
      throw new Failure("cannot read the jar " + path, e);
    }
    Matcher name = FILE_NAME.matcher(path.getFileName().toString());
    if (!name.matches()) {
      throw new Failure(path + " is no jar");
    }
    Coordinates named =
        new Coordinates("", name.group(1), Optional.ofNullable(name.group(2)).orElse(""));
    Coordinates own =
        found.stream()
            .filter(pom -> path.endsWith(pom.name() + "-" + pom.version() + ".jar"))
            .findFirst()
            .orElse(named);
    found.remove(own);
    found.sort(Comparator.comparing(Coordinates::group).thenComparing(Coordinates::name));
    return new JarFile(path, own, List.copyOf(found));
  }
}
