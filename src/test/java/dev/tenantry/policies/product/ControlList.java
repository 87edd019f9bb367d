package dev.tenantry.policies.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.policies.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The controls that the rules are held against, from {@code src/test/policies/controls.yaml}.
 *
 * @param catalogue name of a {@link Catalogue}, or of a list that no rule names
 * @param title as people name the catalogue
 * @param controls in the order of the catalogue
 * @param together controls to which others' checks belong as a whole
 */
record ControlList(String catalogue, String title, List<Entry> controls, List<Together> together) {
  private static final Path FILE = Path.of("src", "test", "policies", "controls.yaml");

  /**
   * One control.
   *
   * @param rules rules that answer it without naming it
   * @param answer what the file says instead of a rule, as a kind ({@code elsewhere}, {@code open},
   *     {@code awaits}) and a text; empty if only a rule answers
   * @param peers others' checks that ask for the same
   */
  record Entry(
      String id, String title, List<String> rules, Map<String, String> answer, List<String> peers) {
    /** Whether the file gives this kind of answer. */
    boolean is(String kind) {
      return answer.containsKey(kind);
    }
  }

  /** Others' checks that ask for all of some controls. */
  record Together(List<String> ids, List<String> peers) {}

  static List<ControlList> read() throws IOException {
    List<ControlList> lists = new ArrayList<>();
    for (JsonNode list : new YAMLMapper().readTree(FILE.toFile())) {
      String name = list.path("catalogue").asText();
      List<Entry> controls = new ArrayList<>();
      list.path("controls").forEach(one -> controls.add(entry(one)));
      List<Together> together = new ArrayList<>();
      list.path("together")
          .forEach(one -> together.add(new Together(texts(one.path("ids")), peers(one))));
      lists.add(new ControlList(name, title(list, name), controls, together));
    }
    return lists;
  }

  private static Entry entry(JsonNode one) {
    Map<String, String> answer =
        Stream.of("elsewhere", "open", "awaits")
            .filter(one::has)
            .collect(Collectors.toMap(kind -> kind, kind -> one.path(kind).asText()));
    return new Entry(
        one.path("id").asText(),
        one.path("title").asText(),
        texts(one.path("rules")),
        answer,
        peers(one));
  }

  private static String title(JsonNode list, String name) {
    return Arrays.stream(Catalogue.values())
        .filter(one -> one.name().equals(name))
        .map(Catalogue::title)
        .findFirst()
        .orElseGet(() -> list.path("title").asText());
  }

  private static List<String> peers(JsonNode one) {
    return Stream.of(one.path("peers").asText().split("\\s+")).filter(it -> !it.isEmpty()).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
