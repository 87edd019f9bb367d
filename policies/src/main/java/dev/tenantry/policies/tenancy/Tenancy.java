package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A stack's resources by what they are and whose they are. */
final class Tenancy {
  private static final String NAMESPACE = "metadata.namespace";

  /** Instead of a Namespace's name that is not known yet; no Namespace can be called so. */
  private static final String SOMEWHERE = "?";

  private final List<Resource> all;
  private final Map<String, List<Resource>> byKind = new HashMap<>();
  private final Map<String, List<Resource>> byPlace = new HashMap<>();
  private final Map<String, TenantSpace> spaces = new LinkedHashMap<>();

  Tenancy(StackResources stack) {
    all = stack.all();
    for (Resource one : all) {
      if (one.isKubernetes()) {
        byKind.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one);
        Value namespace = one.at(NAMESPACE);
        String place = namespace.isUnknown() ? SOMEWHERE : namespace.text().orElse("");
        byPlace.computeIfAbsent(one.kind() + "/" + place, key -> new ArrayList<>()).add(one);
      }
    }
    for (Resource namespace : of("Namespace")) {
      Optional<String> name = namespace.at("metadata.name").text();
      label(namespace)
          .text()
          .ifPresent(
              tenant ->
                  name.ifPresent(
                      known -> spaces.put(known, new TenantSpace(tenant, known, namespace))));
    }
  }

  /** Every resource, in the order of declaration. */
  List<Resource> all() {
    return all;
  }

  /** The tenants, each with its Namespace. */
  List<TenantSpace> tenants() {
    return List.copyOf(spaces.values());
  }

  /** The tenant whose Namespace has this name. */
  Optional<TenantSpace> tenant(String namespace) {
    return Optional.ofNullable(spaces.get(namespace));
  }

  /** The tenant in whose Namespace an object is known to lie. */
  Optional<TenantSpace> owner(Resource object) {
    return object.at(NAMESPACE).text().flatMap(this::tenant);
  }

  /** The objects of some kinds. */
  List<Resource> of(String... kinds) {
    return Stream.of(kinds).flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream()).toList();
  }

  /** The objects of some kinds that are known to lie in a Namespace. */
  List<Resource> in(String namespace, String... kinds) {
    return Stream.of(kinds).flatMap(kind -> at(kind, namespace).stream()).toList();
  }

  /**
   * Whether a Namespace has an object of a kind of which something holds; unknown as long as one
   * that is not known yet could be it.
   */
  Answer has(String namespace, String kind, Function<Resource, Answer> holds) {
    Answer answer = Answer.NO;
    for (Resource one : at(kind, namespace)) {
      answer = answer.or(holds.apply(one));
    }
    for (Resource one : at(kind, SOMEWHERE)) {
      answer = answer.or(holds.apply(one).and(Answer.UNKNOWN));
    }
    return answer;
  }

  private List<Resource> at(String kind, String place) {
    return byPlace.getOrDefault(kind + "/" + place, List.of());
  }

  /** Whether a Namespace has an object of a kind under a name. */
  Answer declares(String namespace, String kind, String name) {
    return has(namespace, kind, one -> one.at("metadata.name").is(name));
  }

  /** Whether the stack has an object of a kind of which something holds. */
  Answer any(String kind, Function<Resource, Answer> holds) {
    Answer answer = Answer.NO;
    for (Resource one : of(kind)) {
      answer = answer.or(holds.apply(one));
    }
    return answer;
  }

  /** The workloads of the stack. */
  List<Workload> workloads() {
    return Workload.KINDS.stream().flatMap(kind -> of(kind).stream()).map(Workload::of).toList();
  }

  /** The label with an object's tenant. */
  static Value label(Resource object) {
    return object.at("metadata.labels").field(ProductNames.TENANT_ID);
  }
}
