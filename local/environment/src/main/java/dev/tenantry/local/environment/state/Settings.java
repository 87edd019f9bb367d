package dev.tenantry.local.environment.state;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Facts remembered between two runs, one `name=value` a line. A properties file needs no parsing
 * library, so a command that only looks starts fast.
 */
public record Settings(Path file) {

  /** All facts; none if the file does not exist. */
  public Map<String, String> read() {
    Map<String, String> facts = new TreeMap<>();
    if (!Files.exists(file)) {
      return facts;
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.forEach((name, value) -> facts.put(name.toString(), value.toString()));
    return facts;
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  public void write(Map<String, String> facts) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(facts)
        .forEach(
            (name, value) ->
                text.append(escape(name)).append('=').append(escape(value)).append('\n'));
    PrivateFiles.write(file, text.toString());
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\\', '=', ':', ' ', '#', '!' -> escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
