package dev.tenantry.local.providers.gcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The properties whose change needs a new resource.
 *
 * @param entries {@code token property}, with {@code *} for every token
 */
record ReplaceOnChange(Set<String> entries) {
  private static final String FILE = "replace-on-change.txt";

  static ReplaceOnChange load() {
    InputStream list =
        Objects.requireNonNull(ReplaceOnChange.class.getResourceAsStream(FILE), FILE);
    try (Reader reader = new InputStreamReader(list, StandardCharsets.UTF_8)) {
      return new ReplaceOnChange(
          new BufferedReader(reader)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(String::strip)
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean applies(String token, String property) {
    return entries.contains("* " + property) || entries.contains(token + " " + property);
  }
}
