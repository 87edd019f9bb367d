/** Mode {@code tool}: an MCP server for one agent, over mutual TLS. */
package dev.tenantry.agentimage.tool;
