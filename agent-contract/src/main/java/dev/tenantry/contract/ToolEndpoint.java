package dev.tenantry.contract;

/**
 * A tool that an orchestrator may call.
 *
 * @param name as in the tenant's file
 * @param url of its MCP endpoint
 * @param timeoutSeconds of one call
 */
public record ToolEndpoint(
    @Described("The tool's name.") String name,
    @Described("URL of its MCP endpoint.") String url,
    @Described("Seconds that one call may take.") int timeoutSeconds) {
  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if the time is not positive
   */
  public ToolEndpoint {
    if (timeoutSeconds < 1) {
      throw new IllegalArgumentException("tools: timeoutSeconds must be positive");
    }
  }
}
