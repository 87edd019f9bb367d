package dev.tenantry.naming;

import dev.tenantry.config.ModelName;

/** As {@link Names}: the names of what serves models, in {@link Names#INFERENCE_NAMESPACE}. */
public final class ModelNames {
  /** The logical name of the component that all models share; no tenant can have it. */
  public static final String INFERENCE = "shared-models";

  /** The PriorityClass of model servers, above everything of tenants. */
  public static final String SERVING_PRIORITY = "gpu-serving";

  /** The PriorityClass of idle pods that keep nodes ready, below everything. */
  public static final String BUFFER_PRIORITY = "gpu-buffer";

  /** The TCP port on which every model server listens, for requests and metrics. */
  public static final int SERVER_PORT = 8000;

  /** The TCP port on which an endpoint picker is asked (the default of llm-d-router). */
  public static final int PICKER_PORT = 9002;

  /** The TCP port of an endpoint picker's metrics (the default of llm-d-router). */
  public static final int PICKER_METRICS_PORT = 9090;

  private ModelNames() {}

  /** The logical name of a model's component; no tenant can have it. */
  public static String component(ModelName model) {
    return "shared-" + server(model);
  }

  /**
   * The Deployment, Service, ServiceAccount, InferencePool and label {@link Labels#APP} of a model,
   * at most {@link Names#DNS_LABEL_MAX} characters.
   */
  public static String server(ModelName model) {
    return "model-" + model.value();
  }

  /** The same of the endpoint picker before it. */
  public static String picker(ModelName model) {
    return "picker-" + model.value();
  }

  /** The same of the idle pods that keep nodes ready for it. */
  public static String buffer(ModelName model) {
    return "buffer-" + model.value();
  }

  /** Where a model's Service answers, inside of the cluster. */
  public static String host(ModelName model) {
    return server(model) + "." + Names.INFERENCE_NAMESPACE + ".svc";
  }
}
