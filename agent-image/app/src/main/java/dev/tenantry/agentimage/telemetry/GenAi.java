package dev.tenantry.agentimage.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of OpenTelemetry's conventions for generative AI.
 *
 * <p>All of them are still in development upstream (semantic-conventions-genai, mid-2026), so each
 * name is spelled here only.
 */
public final class GenAi {
  public static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  public static final AttributeKey<String> PROVIDER =
      AttributeKey.stringKey("gen_ai.provider.name");
  public static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
  public static final AttributeKey<String> CONVERSATION =
      AttributeKey.stringKey("gen_ai.conversation.id");
  public static final AttributeKey<String> REQUEST_MODEL =
      AttributeKey.stringKey("gen_ai.request.model");
  public static final AttributeKey<Long> INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  public static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  public static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
  public static final AttributeKey<String> TOOL_CALL =
      AttributeKey.stringKey("gen_ai.tool.call.id");
  public static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private GenAi() {}
}
