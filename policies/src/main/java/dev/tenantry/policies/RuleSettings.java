package dev.tenantry.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a stack says of rules: levels, parameters, and which remedies apply.
 *
 * <p>In the engine's own format, so that its CLI takes the same file: an object whose keys are
 * rules or {@code all}, whose values are a level or an object with {@code enforcementLevel} and the
 * rule's parameters. A rule's own entry goes before {@code all}.
 */
public final class RuleSettings {
  private static final String ALL = "all";
  private static final String LEVEL = "enforcementLevel";
  private static final String REMEDIATE = "remediate";

  private final Map<String, PolicyRule> changed = new LinkedHashMap<>();
  private final Set<String> remedied = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private RuleSettings() {}

  /** Of a stack that says nothing. */
  public static RuleSettings none() {
    return new RuleSettings();
  }

  /**
   * Reads a file's content.
   *
   * @param file the whole file
   * @param rules those that there are
   * @throws SettingsProblem with everything that is wrong: a rule, a level or a parameter that is
   *     not known, a value of another kind, a remedy that a rule does not have
   */
  public static RuleSettings parse(JsonNode file, Rules rules) {
    RuleSettings settings = new RuleSettings();
    if (!file.isObject()) {
      throw new SettingsProblem(List.of("the file is no object of rules"));
    }
    JsonNode all = file.path(ALL);
    if (!all.isMissingNode()) {
      settings.readAll(all, rules);
    }
    Map<String, PolicyRule> known =
        rules.all().stream().collect(Collectors.toMap(one -> one.info().id(), one -> one));
    for (Map.Entry<String, JsonNode> entry : file.properties()) {
      PolicyRule rule = known.get(entry.getKey());
      if (rule != null) {
        settings.read(rule, entry.getValue());
      } else if (!entry.getKey().equals(ALL)) {
        settings.problems.add(
            "there is no rule " + entry.getKey() + "; docs/policies.md lists the rules");
      }
    }
    if (!settings.problems.isEmpty()) {
      throw new SettingsProblem(settings.problems);
    }
    return settings;
  }

  /** The rules that the stack is judged by. */
  public Rules applyTo(Rules rules) {
    return new Rules(
        rules.all().stream()
            .map(rule -> changed.getOrDefault(rule.info().id(), rule))
            .filter(rule -> rule.info().level() != Level.DISABLED)
            .toList());
  }

  /** Whether the rule's remedy applies. */
  public boolean remedies(PolicyRule rule) {
    return remedied.contains(rule.info().id());
  }

  private void readAll(JsonNode value, Rules rules) {
    JsonNode text = value.isObject() ? value.path(LEVEL) : value;
    if (value.isObject() && value.size() > 1) {
      problems.add("all: takes a level, and no parameters");
    }
    level(ALL, text)
        .ifPresent(
            level -> {
              for (PolicyRule rule : rules.all()) {
                changed.put(rule.info().id(), rule.with(level, rule.parameters()));
                // Where a rule has no remedy, what it reports stops the update.
                if (text.asText().equals(REMEDIATE) && hasRemedy(rule)) {
                  remedied.add(rule.info().id());
                }
              }
            });
  }

  private void read(PolicyRule rule, JsonNode value) {
    String id = rule.info().id();
    if (!value.isObject() && !value.isTextual()) {
      problems.add(id + ": is neither a level nor an object");
      return;
    }
    JsonNode text = value.isObject() ? value.path(LEVEL) : value;
    Level level = changed.getOrDefault(id, rule).info().level();
    if (!text.isMissingNode()) {
      level = level(id, text).orElse(level);
      remedied.remove(id);
      if (text.asText().equals(REMEDIATE) && hasRemedy(rule)) {
        remedied.add(id);
      } else if (text.asText().equals(REMEDIATE)) {
        problems.add(id + ": has no remedy; say mandatory, advisory or disabled");
      }
    }
    changed.put(id, rule.with(level, parameters(rule, value)));
  }

  private List<Parameter> parameters(PolicyRule rule, JsonNode value) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    rule.parameters().forEach(one -> parameters.put(one.name(), one));
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      Parameter parameter = parameters.get(name);
      if (parameter == null && !name.equals(LEVEL)) {
        problems.add(
            rule.info().id()
                + ": takes no parameter "
                + name
                + (parameters.isEmpty() ? "" : "; it takes " + String.join(", ", names(rule))));
      } else if (parameter != null && !parameter.accepts(entry.getValue())) {
        problems.add(rule.info().id() + ": " + name + " must be of the kind " + parameter.kind());
      } else if (parameter != null) {
        parameters.put(name, parameter.with(entry.getValue()));
      }
    }
    return List.copyOf(parameters.values());
  }

  private static List<String> names(PolicyRule rule) {
    return rule.parameters().stream().map(Parameter::name).toList();
  }

  private Optional<Level> level(String id, JsonNode text) {
    if (text.asText().equals(REMEDIATE)) {
      return Optional.of(Level.MANDATORY);
    }
    for (Level level : Level.values()) {
      if (text.isTextual() && level.name().toLowerCase(Locale.ROOT).equals(text.asText())) {
        return Optional.of(level);
      }
    }
    problems.add(
        id + ": there is no level " + text + "; say advisory, mandatory, remediate or disabled");
    return Optional.empty();
  }

  private static boolean hasRemedy(PolicyRule rule) {
    return rule instanceof ResourceRule one && one.remedy().isPresent();
  }
}
