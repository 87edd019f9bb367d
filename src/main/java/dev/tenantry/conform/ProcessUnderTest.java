package dev.tenantry.conform;

import dev.tenantry.contract.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that is to be judged.
 *
 * @param mode it is started in
 * @param command that starts it and becomes it: signals go to this very process
 * @param environment variables beside those of the contract, or instead of some of them
 * @param shutdownSeconds SHUTDOWN_SECONDS of it
 * @param scratch an empty folder for its settings, secrets and data
 */
public record ProcessUnderTest(
    Mode mode,
    List<String> command,
    Map<String, String> environment,
    int shutdownSeconds,
    Path scratch) {
  /** Long enough for a turn of a second and what an agent does before it ends. */
  public static final int DEFAULT_SHUTDOWN_SECONDS = 10;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no command, or less than 3 s to end in
   */
  public ProcessUnderTest {
    command = List.copyOf(command);
    environment = new TreeMap<>(environment);
    if (command.isEmpty() || shutdownSeconds < 3) {
      throw new IllegalArgumentException("a command, and at least 3 s to end in, are needed");
    }
  }
}
