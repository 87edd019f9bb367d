package dev.tenantry.config;

import java.util.Locale;

/** Who answers for a model: the one switch between buying and serving it. */
public enum Serving implements Variant {
  /** A provider's API; nothing of it runs here. */
  MANAGED(ManagedModel.class),
  /** vLLM on GPUs of the cluster. */
  VLLM(ServedModel.class),
  /** SGLang on GPUs of the cluster. */
  SGLANG(ServedModel.class),
  /** NVIDIA NIM for LLMs on GPUs of the cluster; needs a licence of NVIDIA AI Enterprise. */
  NIM(ServedModel.class);

  private final Class<? extends Record> type;

  Serving(Class<? extends Record> type) {
    this.type = type;
  }

  @Override
  public Class<? extends Record> type() {
    return type;
  }

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
