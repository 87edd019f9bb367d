package dev.tenantry.agentimage.model;

import dev.langchain4j.data.message.AiMessage;

/**
 * What the model said.
 *
 * @param message text, or the tools that it wants to be called, or both
 * @param promptTokens as the server counts them; 0 if it does not say
 * @param completionTokens as the server counts them; 0 if it does not say
 */
public record ModelAnswer(AiMessage message, long promptTokens, long completionTokens) {}
