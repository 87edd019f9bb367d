package dev.tenantry.conform;

import dev.tenantry.contract.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One start of a process.
 *
 * @param process itself
 * @param door how it is reached
 * @param port of conversations, or of the tool
 */
record RunningAgent(AgentProcess process, AgentDoor door, int port) {
  /** A cold start under load, with room; an agent that needs longer cannot follow its load. */
  static final Duration START = Duration.ofSeconds(60);

  private static final int LINES = 12;

  /** Whether {@code probe} answers 200 before {@link #START} has passed and the process ended. */
  boolean awaitOk(String probe) throws InterruptedException {
    return Waiting.until(START, () -> !process.isAlive() || isOk(probe)) && isOk(probe);
  }

  /**
   * Whether {@code probe} answers anything before {@link #START} has passed and the process ended.
   */
  boolean awaitAnswer(String probe) throws InterruptedException {
    return Waiting.until(START, () -> !process.isAlive() || status(probe) != 0)
        && process.isAlive();
  }

  /** Whether {@code probe} answers 200 now. */
  boolean isOk(String probe) throws InterruptedException {
    return status(probe) == 200;
  }

  /** What {@code probe} answers now; 0 if nobody does. */
  int status(String probe) throws InterruptedException {
    try {
      return door.probe(probe, Duration.ofSeconds(2)).status();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Nothing can be judged about a process that ended at once.
   *
   * @throws CannotRunException if it has, with the end of what it printed
   */
  void requireAlive() throws CannotRunException, InterruptedException {
    if (process.isAlive()) {
      return;
    }
    int code = process.exit(Duration.ofSeconds(5)).orElse(-1);
    StringBuilder said = new StringBuilder("the process ended with exit code " + code);
    said.append(" before it answered ").append(Door.HEALTH);
    tail(said, "stdout", process.out());
    tail(said, "stderr", process.err());
    throw new CannotRunException(said.toString());
  }

  private static void tail(StringBuilder said, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      said.append("\nend of its ").append(name).append(":");
      lines
          .subList(Math.max(0, lines.size() - LINES), lines.size())
          .forEach(line -> said.append("\n  ").append(line));
    }
  }
}
