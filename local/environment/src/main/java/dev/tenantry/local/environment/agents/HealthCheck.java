package dev.tenantry.local.environment.agents;

/**
 * How a process is asked whether it is ready: a GET that is answered with 200.
 *
 * @param port name of one of the process's ports
 * @param path such as {@code /readyz}
 */
public record HealthCheck(String port, String path) {}
