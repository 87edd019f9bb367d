package dev.tenantry.local.environment.processes;

import java.util.List;

/**
 * What to start.
 *
 * @param name the process's name in the log folder and in `status`
 * @param command the program and its arguments
 * @param port where it listens on loopback
 * @param stopSignal the signal that asks for an orderly and quick end
 */
public record Launch(String name, List<String> command, int port, StopSignal stopSignal) {}
