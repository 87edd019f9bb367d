package dev.tenantry.conform;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * TCP ports for processes that are about to be started.
 *
 * <p>Below those that Linux gives out by itself (32768 to 60999 by default, sysctl
 * net.ipv4.ip_local_port_range, 2026-11-21): no connection and no other server takes one between
 * its choice here and its use there. Two checkers at once begin at different places.
 */
final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  /** Far apart for processes whose numbers follow each other. */
  private static final int STRIDE = 257;

  private static final AtomicInteger TURN =
      new AtomicInteger((int) (ProcessHandle.current().pid() * STRIDE % COUNT));

  private FreePort() {}

  /** One that nobody listens on now, and that this JVM has not given out lately. */
  static int next() throws IOException {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + Math.floorMod(TURN.getAndIncrement(), COUNT);
      // Bound to all addresses, as an agent binds it.
      try (ServerSocket free = new ServerSocket(port, 1)) {
        return free.getLocalPort();
      } catch (IOException e) {
        // Somebody has it.
        continue;
      }
    }
    throw new IOException("no port from " + FIRST + " on is free");
  }
}
