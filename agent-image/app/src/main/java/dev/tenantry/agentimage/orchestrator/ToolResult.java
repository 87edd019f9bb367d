package dev.tenantry.agentimage.orchestrator;

/**
 * How a tool's call ended.
 *
 * @param succeeded whether the tool did what was asked
 * @param text what the model gets to see
 */
record ToolResult(boolean succeeded, String text) {
  String status() {
    return succeeded ? "succeeded" : "failed";
  }
}
