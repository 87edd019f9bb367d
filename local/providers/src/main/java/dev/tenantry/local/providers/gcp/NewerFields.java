package dev.tenantry.local.providers.gcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Inputs that the project sets although its SDK version does not know them, because a newer
 * provider does. Each line of the list: token, path without positions, provider version.
 *
 * @param entries {@code token path}
 */
record NewerFields(Set<String> entries) {
  private static final String FILE = "newer-fields.txt";

  /** The list of this project. */
  static NewerFields load() {
    InputStream list = Objects.requireNonNull(NewerFields.class.getResourceAsStream(FILE), FILE);
    try (Reader reader = new InputStreamReader(list, StandardCharsets.UTF_8)) {
      return parse(new BufferedReader(reader).lines().toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static NewerFields parse(List<String> lines) {
    return new NewerFields(
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(NewerFields::entry)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String entry(String line) {
    String[] words = line.split("\\s+");
    if (words.length != 3) {
      throw new IllegalArgumentException(FILE + ": want `token path version`, have: " + line);
    }
    return words[0] + " " + words[1];
  }

  /** Whether the field at this path is allowed, with everything in it. */
  boolean allows(String token, String path) {
    return entries.contains(token + " " + path.replaceAll("\\[[0-9]+\\]", ""));
  }
}
