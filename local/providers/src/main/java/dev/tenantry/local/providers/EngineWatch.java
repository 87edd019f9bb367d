package dev.tenantry.local.providers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices that the engine is gone. The engine ends its plug-ins itself, but not when it is killed;
 * and the process that started us may be a shell that outlives it, so its address is watched too.
 */
final class EngineWatch {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int CONNECT_MILLIS = 2_000;

  private final Optional<ProcessHandle> parent;
  private final String address;
  private final Runnable whenGone;

  EngineWatch(Optional<ProcessHandle> parent, String address, Runnable whenGone) {
    this.parent = parent;
    this.address = address;
    this.whenGone = whenGone;
  }

  void start() {
    Thread thread = new Thread(this::watch, "engine-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      do {
        Thread.sleep(EVERY.toMillis());
      } while (isAlive());
      whenGone.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return parent.map(ProcessHandle::isAlive).orElse(true)
        && (address.isEmpty() || answers() || answers());
  }

  private boolean answers() {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
