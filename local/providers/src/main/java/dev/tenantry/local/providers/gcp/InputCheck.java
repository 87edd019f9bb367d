package dev.tenantry.local.providers.gcp;

import dev.tenantry.local.providers.protocol.PropertyPath;
import dev.tenantry.local.providers.protocol.Sentinel;
import dev.tenantry.local.providers.protocol.Suggestion;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pulumirpc.Provider.CheckFailure;

/** Compares inputs with what the SDK's classes know. */
final class InputCheck {
  private final String token;
  private final NewerFields newer;
  private final List<CheckFailure> failures = new ArrayList<>();

  private InputCheck(String token, NewerFields newer) {
    this.token = token;
    this.newer = newer;
  }

  /** Everything that is wrong with the inputs of a resource. */
  static List<CheckFailure> check(Schema schema, Map<String, Object> inputs, NewerFields newer) {
    InputCheck check = new InputCheck(schema.token(), newer);
    check.fields(schema.inputs(), Tree.plain(inputs), PropertyPath.ROOT);
    return check.failures;
  }

  /** Everything that is wrong with the inputs of the provider itself. */
  static List<CheckFailure> checkProvider(Map<String, Object> inputs) {
    InputCheck check = new InputCheck("pulumi:providers:gcp", new NewerFields(Set.of()));
    Map<String, Object> own = Tree.plain(inputs);
    own.keySet().removeIf(name -> name.startsWith("__") || name.equals("version"));
    check.names(Schemas.provider(), own, PropertyPath.ROOT);
    return check.failures;
  }

  private void fields(
      Map<String, Schema.Input> known, Map<String, Object> inputs, PropertyPath path) {
    names(known, inputs, path);
    known.forEach(
        (name, input) -> {
          if (inputs.containsKey(name)) {
            value(input.shape(), inputs.get(name), path.child(name));
          } else if (input.required()) {
            fail(path.child(name), "is required");
          }
        });
  }

  private void names(
      Map<String, Schema.Input> known, Map<String, Object> inputs, PropertyPath path) {
    for (String name : inputs.keySet()) {
      PropertyPath place = path.child(name);
      if (!known.containsKey(name) && !newer.allows(token, place.toString())) {
        String hint = Suggestion.hint(name, known.keySet());
        fail(place, "com.pulumi:gcp " + GcpProvider.SDK_VERSION + " does not know it" + hint);
      }
    }
  }

  private void value(Shape shape, Object value, PropertyPath path) {
    if (value == Sentinel.UNKNOWN || value == Sentinel.NULL) {
      return;
    }
    boolean fits =
        switch (shape.kind()) {
          case TEXT -> value instanceof String;
          case BOOLEAN -> value instanceof Boolean;
          case INTEGER -> value instanceof Long;
          case NUMBER -> value instanceof Number;
          case LIST -> value instanceof List<?>;
          case MAP, OBJECT -> value instanceof Map<?, ?>;
          case EITHER -> fitsEither(shape, value);
          case ANY -> true;
        };
    if (!fits) {
      fail(path, "must be " + shape.kind().words());
      return;
    }
    inner(shape, value, path);
  }

  private boolean fitsEither(Shape shape, Object value) {
    return shape.parts().stream()
        .anyMatch(
            part -> {
              InputCheck trial = new InputCheck(token, newer);
              trial.value(part, value, PropertyPath.ROOT);
              return trial.failures.isEmpty();
            });
  }

  private void inner(Shape shape, Object value, PropertyPath path) {
    if (shape.kind() == Shape.Kind.LIST) {
      List<?> list = (List<?>) value;
      for (int i = 0; i < list.size(); i++) {
        value(shape.parts().get(0), list.get(i), path.child(i));
      }
    } else if (shape.kind() == Shape.Kind.MAP) {
      Tree.asMap(value)
          .forEach((key, element) -> value(shape.parts().get(0), element, path.child(key)));
    } else if (shape.kind() == Shape.Kind.OBJECT) {
      fields(Schemas.inputs(shape.args()), Tree.asMap(value), path);
    }
  }

  private void fail(PropertyPath path, String reason) {
    failures.add(CheckFailure.newBuilder().setProperty(path.toString()).setReason(reason).build());
  }
}
