/** The model gateway's OpenAI-compatible API: chat with streaming and tool calls, embeddings. */
package dev.tenantry.agentimage.model;
