package dev.tenantry.config;

import java.util.Locale;

/** Whose API a managed model speaks. */
public enum ModelProvider {
  /** Anthropic's Messages API. */
  ANTHROPIC,
  /** Azure OpenAI. */
  AZURE,
  /** Amazon Bedrock. */
  BEDROCK,
  /** Mistral. */
  MISTRAL,
  /** OpenAI, or whoever speaks as it does. */
  OPENAI,
  /** Vertex AI of Google Cloud. */
  VERTEX;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
