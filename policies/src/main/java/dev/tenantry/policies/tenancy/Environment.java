package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the variables of a container are, those from ConfigMaps of its Namespace included. */
final class Environment {
  private final List<Resource> configMaps;
  private final Map<String, Value> variables = new LinkedHashMap<>();

  private Environment(List<Resource> configMaps) {
    this.configMaps = configMaps;
  }

  /** By their names, as far as they are known; of two of one name the container has the last. */
  static Map<String, Value> of(Tenancy tenancy, Workload workload, Value container) {
    List<Resource> declared =
        workload
            .namespace()
            .text()
            .map(namespace -> tenancy.in(namespace, "ConfigMap"))
            .orElse(List.of());
    Environment environment = new Environment(declared);
    container.at("envFrom").items().forEach(environment::addAll);
    container
        .at("env")
        .items()
        .forEach(one -> one.at("name").text().ifPresent(name -> environment.add(name, one)));
    return environment.variables;
  }

  private void addAll(Value from) {
    Value prefix = from.at("prefix");
    if (!prefix.isUnknown()) {
      data(from.at("configMapRef.name"))
          .ifPresent(
              data ->
                  data.fields()
                      .forEach((key, is) -> variables.put(prefix.text().orElse("") + key, is)));
    }
  }

  private void add(String name, Value variable) {
    Value from = variable.at("valueFrom");
    Value reference = from.at("configMapKeyRef");
    if (from.isAbsent() || reference.isAbsent()) {
      variables.put(name, variable.at("value"));
      return;
    }
    // Whatever envFrom brought under this name, the container has another value.
    variables.remove(name);
    data(reference.at("name"))
        .flatMap(data -> reference.at("key").text().map(data::field))
        .filter(Value::isPresent)
        .ifPresent(is -> variables.put(name, is));
  }

  private Optional<Value> data(Value name) {
    return configMaps.stream()
        .filter(one -> name.text().equals(one.at("metadata.name").text()))
        .filter(one -> name.isPresent())
        .findFirst()
        .map(one -> one.at("data"));
  }
}
