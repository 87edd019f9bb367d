package dev.tenantry.routing;

import dev.tenantry.config.AdapterName;
import dev.tenantry.config.ManagedModel;
import dev.tenantry.config.ModelConfig;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.ServedModel;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model as the AI gateway routes it, and what the gateway owes to the tenants who share it.
 *
 * <p>No key of any provider is part of it, and none ever reaches a tenant.
 *
 * @param name what agents ask for
 * @param upstream where requests go
 * @param paths the only paths that may be asked; everything else of a model server is open to
 *     whoever reaches it ({@code /tokenize}, {@code /pause}, {@code /update_weights}, …)
 * @param adapters by tenant, the names that this tenant alone may ask for
 * @param overwritten headers that the gateway sets from the verified tenant, whatever a client says
 * @param overwrittenFields fields of the body likewise
 * @param removedFields fields of an answer that say what other tenants asked
 * @param timeout how long the gateway must wait for the first byte: through a cold start
 */
public record RoutedModel(
    ModelName name,
    Upstream upstream,
    Set<String> paths,
    SortedMap<String, Set<AdapterName>> adapters,
    List<String> overwritten,
    List<String> overwrittenFields,
    List<String> removedFields,
    Duration timeout) {
  /** Whose turn it is (llm-d-router, pkg/epp/metadata). */
  public static final String FAIRNESS_HEADER = "x-llm-d-inference-fairness-id";

  /** How important a request is (llm-d-router, pkg/epp/metadata). */
  public static final String OBJECTIVE_HEADER = "x-llm-d-inference-objective";

  /** The wall between tenants in the cache of prefixes: a keyed hash of the tenant. */
  public static final String CACHE_SALT = "cache_salt";

  /** With priority scheduling a client could put itself before all others. */
  public static final String PRIORITY = "priority";

  /** It tells exactly whether somebody with the same salt has asked the same before. */
  public static final String CACHED_TOKENS = "usage.prompt_tokens_details.cached_tokens";

  private static final Set<String> PATHS =
      Set.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings");

  /** A provider is warm; its own limit for a first byte is shorter. */
  private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(120);

  /** Copies the collections. */
  public RoutedModel {
    paths = Set.copyOf(paths);
    overwritten = List.copyOf(overwritten);
    overwrittenFields = List.copyOf(overwrittenFields);
    removedFields = List.copyOf(removedFields);
  }

  /** Every model of a platform, sorted by name. */
  public static List<RoutedModel> of(PlatformConfig platform) {
    return platform.models().entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whether the gateway must give each tenant a salt of its own. */
  public boolean needsCacheSalt() {
    return overwrittenFields.contains(CACHE_SALT);
  }

  private static RoutedModel of(ModelName name, ModelConfig config) {
    if (config instanceof ManagedModel managed) {
      return new RoutedModel(
          name,
          new Upstream.Provider(
              managed.provider(), managed.endpoint().value(), managed.model().value()),
          PATHS,
          new TreeMap<>(),
          List.of(),
          List.of(),
          List.of(),
          PROVIDER_TIMEOUT);
    }
    ServedModel served = (ServedModel) config;
    String pool = ModelNames.server(name);
    return new RoutedModel(
        name,
        new Upstream.Pool(Names.INFERENCE_NAMESPACE, pool, pool),
        PATHS,
        adapters(served),
        List.of(FAIRNESS_HEADER, OBJECTIVE_HEADER),
        List.of(CACHE_SALT, PRIORITY),
        List.of(CACHED_TOKENS),
        Duration.ofSeconds(served.coldStartSeconds()));
  }

  private static SortedMap<String, Set<AdapterName>> adapters(ServedModel model) {
    SortedMap<String, Set<AdapterName>> byTenant = new TreeMap<>();
    for (AdapterName adapter : model.adapters().keySet()) {
      byTenant.computeIfAbsent(adapter.tenant(), tenant -> new TreeSet<>()).add(adapter);
    }
    return byTenant;
  }
}
