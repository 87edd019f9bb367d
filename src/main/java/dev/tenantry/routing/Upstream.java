package dev.tenantry.routing;

import dev.tenantry.config.ModelProvider;

/** Where the AI gateway sends a model's requests. */
public sealed interface Upstream {
  /**
   * An InferencePool of the cluster.
   *
   * @param namespace its Namespace
   * @param pool its name
   * @param objective the InferenceObjective that says how important requests are
   */
  record Pool(String namespace, String pool, String objective) implements Upstream {}

  /**
   * A provider's API.
   *
   * @param provider whose API it speaks
   * @param host where it answers, over HTTPS
   * @param model what the provider calls the model
   */
  record Provider(ModelProvider provider, String host, String model) implements Upstream {}
}
