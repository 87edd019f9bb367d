package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.CallerGone;
import dev.tenantry.agentimage.http.EventStream;
import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells watchers, such as the web page, what happens in this process.
 *
 * <p>A watcher that reads too slowly misses events; no turn waits for it.
 */
final class EventHub {
  private static final int WATCHERS_MAX = 20;
  private static final int BACKLOG = 500;
  private static final long KEEP_ALIVE_SECONDS = 10;

  private record Event(String name, Map<String, Object> data) {}

  private final Set<BlockingQueue<Event>> watchers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Tells all watchers. */
  void tell(String name, String session, Map<String, ?> data) {
    if (watchers.isEmpty()) {
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>(data);
    all.put("session", session);
    Event event = new Event(name, all);
    watchers.forEach(watcher -> watcher.offer(event));
  }

  /** Streams events until the watcher goes or the process ends. */
  void stream(Exchange exchange) {
    if (watchers.size() >= WATCHERS_MAX) {
      throw HttpProblem.unavailable("too many watchers", Duration.ofSeconds(30));
    }
    BlockingQueue<Event> mine = new ArrayBlockingQueue<>(BACKLOG);
    watchers.add(mine);
    try (EventStream stream = exchange.stream()) {
      stream.keepAlive();
      while (!closed) {
        Event event = mine.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          stream.keepAlive();
        } else {
          stream.send(event.name(), event.data());
        }
      }
    } catch (CallerGone gone) {
      // Watchers come and go.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.remove(mine);
    }
  }

  /** Lets watchers go. */
  void close() {
    closed = true;
    watchers.forEach(watcher -> watcher.offer(new Event("end", Map.of())));
  }
}
