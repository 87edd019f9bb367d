package dev.tenantry.local.environment.processes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to start.
 *
 * @param name the process's name in the log folder and in `status`
 * @param command the program and its arguments
 * @param variables what its environment holds beside the few variables of every process here
 * @param port where it listens on loopback
 * @param stopSignal the signal that asks for an orderly and quick end
 * @param grace how long it may take to end before it is killed
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> variables,
    int port,
    StopSignal stopSignal,
    Duration grace) {
  /** What a server needs to write its files; those that finish work first say how long. */
  public static final Duration ORDERLY_END = Duration.ofSeconds(15);

  /** A server without variables of its own that ends quickly. */
  public Launch(String name, List<String> command, int port, StopSignal stopSignal) {
    this(name, command, Map.of(), port, stopSignal, ORDERLY_END);
  }
}
