package dev.tenantry.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.policies.Value;
import dev.tenantry.policies.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A resource's properties as one value per path. */
final class Leaves {
  private static final Pointers SECRETS =
      new Pointers(
          Map.of(
              "kubernetes:core/v1:Secret", List.of("data", "stringData"),
              "gcp:secretmanager/secretVersion:SecretVersion", List.of("secretData"),
              "gcp:serviceaccount/key:Key", List.of("privateKey"),
              "gcp:sql/user:User", List.of("password"),
              "pulumi:providers:kubernetes", List.of("kubeconfig"),
              "pulumi:providers:gcp", List.of("credentials", "accessToken")));

  private final TreeMap<String, Leaf> byPath = new TreeMap<>();
  private final TreeSet<String> hidden = new TreeSet<>();

  private final String type;

  private Leaves(String type) {
    this.type = type;
  }

  /** Properties that are secret as a whole, by type. */
  private record Pointers(Map<String, List<String>> byType) {
    boolean hides(String type, String key) {
      return byType.getOrDefault(type, List.of()).contains(key);
    }
  }

  /**
   * One value.
   *
   * @param text as it is, or why it is not shown
   * @param exact whether {@code text} is the value itself
   * @param hash of a hidden value, so that a change of it is seen; 0 if the value is not known
   */
  record Leaf(String text, boolean exact, int hash) {}

  /** Of a resource's inputs or outputs. */
  static Leaves of(String type, JsonNode properties) {
    Leaves leaves = new Leaves(type);
    Values.of(properties)
        .fields()
        .forEach((key, value) -> leaves.add(key, value, SECRETS.hides(type, key)));
    return leaves;
  }

  /** By path, in the order of paths. */
  TreeMap<String, Leaf> byPath() {
    return byPath;
  }

  /** Values that are not shown because of where they are. */
  TreeSet<String> hidden() {
    return hidden;
  }

  private void add(String key, Value value, boolean secret) {
    boolean hide = secret || value.isSecret() || SecretMask.isSecretWhole(key);
    if (value.isUnknown()) {
      byPath.put(value.path(), new Leaf(PropertyChange.UNKNOWN, false, 0));
    } else if (value.isSecret() && value.isAbsent()) {
      byPath.put(value.path(), new Leaf(SecretMask.HIDDEN, false, 0)); // the engine kept it
    } else if (value.isPresent()) {
      addKnown(key, value, hide);
    }
  }

  private void addKnown(String key, Value value, boolean hide) {
    Map<String, Value> fields = value.fields();
    List<Value> items = value.items();
    if (!fields.isEmpty()) {
      boolean variable = text(fields, "name").filter(SecretMask::isSecretVariable).isPresent();
      fields.forEach((name, field) -> add(name, field, hide || variable && name.equals("value")));
    } else if (!items.isEmpty()) {
      items.forEach(item -> add(key, item, hide));
    } else if ((hide || isSecretHere(key)) && !isTruth(value)) {
      String hiddenText = value.text().orElseGet(value::shown);
      hidden.add(hiddenText);
      byPath.put(value.path(), new Leaf(SecretMask.HIDDEN, false, hiddenText.hashCode()));
    } else {
      byPath.put(value.path(), new Leaf(value.shown(), true, 0));
    }
  }

  /** External Secrets calls the name of an entry so: a key in the other sense of the word. */
  private boolean isSecretHere(String key) {
    boolean name = key.equals("secretKey") && type.endsWith(":ExternalSecret");
    return SecretMask.isSecretKey(key) && !name;
  }

  private static Optional<String> text(Map<String, Value> fields, String key) {
    return Optional.ofNullable(fields.get(key)).flatMap(Value::text);
  }

  /** {@code token: true} says whether there is one, and nothing of it. */
  private static boolean isTruth(Value value) {
    return List.of("true", "false").contains(value.shown());
  }

  /** All hidden values of a preview. */
  static List<String> hidden(List<Step> steps) {
    List<String> hidden = new ArrayList<>();
    for (Step step : steps) {
      for (Optional<ResourceState> state : List.of(step.before(), step.after())) {
        state.ifPresent(
            known -> {
              hidden.addAll(of(step.type(), known.inputs()).hidden());
              hidden.addAll(of(step.type(), known.outputs()).hidden());
            });
      }
    }
    return hidden;
  }
}
