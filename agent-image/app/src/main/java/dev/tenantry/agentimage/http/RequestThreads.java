package dev.tenantry.agentimage.http;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread for each request: virtual where the runtime has them, else one of the system's. */
public final class RequestThreads {
  private static final int VIRTUAL_SINCE = 21;

  private RequestThreads() {}

  /** Threads that do not keep the process alive. */
  public static ExecutorService create() {
    if (Runtime.version().feature() >= VIRTUAL_SINCE) {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException problem) {
        throw new IllegalStateException("this runtime should have virtual threads", problem);
      }
    }
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "request-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
