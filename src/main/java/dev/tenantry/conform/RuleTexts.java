package dev.tenantry.conform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the rules say, read once from {@code rules.yaml}. */
final class RuleTexts {
  private static final Map<String, Text> ALL = read();

  private RuleTexts() {}

  /**
   * One rule's sentences.
   *
   * @param demand what must hold
   * @param check how it is checked, or why it is not
   */
  record Text(String demand, String check) {}

  /** The sentences of {@code rule}; a test holds that each has some. */
  static Text of(Rule rule) {
    return ALL.get(rule.id());
  }

  /** By id, in the order of the file. */
  static Map<String, Text> all() {
    return ALL;
  }

  private static Map<String, Text> read() {
    try (InputStream file = RuleTexts.class.getResourceAsStream("rules.yaml")) {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build()
          .readValue(file, new TypeReference<Map<String, Text>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("rules.yaml cannot be read", e);
    }
  }
}
