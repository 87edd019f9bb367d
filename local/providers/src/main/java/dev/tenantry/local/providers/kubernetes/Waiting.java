package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until an object is ready or gone. Asks instead of watching: few objects wait at once. */
final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(40);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final long STATUS_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  /**
   * How a wait ended.
   *
   * @param live the object as it was last seen
   * @param reasons why it is not ready; empty when it is
   */
  record End(Map<String, Object> live, List<String> reasons) {}

  private final ApiServer server;
  private final Neighbours neighbours;
  private final Cancellation cancellation;
  private final EngineLog log;

  Waiting(ApiServer server, Cancellation cancellation, EngineLog log) {
    this.server = server;
    this.neighbours = new Neighbours(server);
    this.cancellation = cancellation;
    this.log = log;
  }

  static boolean isWanted(Manifest manifest) {
    return !manifest.token().patch() && !manifest.annotation("pulumi.com/skipAwait").equals("true");
  }

  /** What is missing now. */
  List<String> missing(Manifest manifest, Map<String, Object> live) {
    if (WaitFor.isWanted(manifest)) {
      return WaitFor.of(manifest).missing(live);
    }
    List<String> missing = new ArrayList<>(Readiness.missing(manifest.token(), live));
    missing.addAll(neighbours.missing(manifest.token(), live));
    return missing;
  }

  End untilReady(Manifest manifest, ObjectRef ref, Map<String, Object> applied, Deadline limit) {
    Map<String, Object> live = applied;
    Duration pause = FIRST_PAUSE;
    long nextStatus = System.nanoTime() + STATUS_EVERY_NANOS;
    while (true) {
      List<String> missing = missing(manifest, live);
      if (missing.isEmpty()) {
        return new End(live, missing);
      }
      boolean hopeless =
          !WaitFor.isWanted(manifest) && Readiness.isHopeless(manifest.token(), live);
      if (hopeless || limit.isOver()) {
        return ended(live, "not ready after " + limit.elapsed().toSeconds() + " s", missing);
      }
      if (System.nanoTime() > nextStatus) {
        log.status(manifest.urn(), "waiting: " + String.join("; ", missing));
        nextStatus = System.nanoTime() + STATUS_EVERY_NANOS;
      }
      if (!cancellation.pause(pause)) {
        return ended(live, "cancelled while waiting", missing);
      }
      pause = longer(pause);
      Optional<Map<String, Object>> now = server.get(ref);
      if (now.isEmpty()) {
        return ended(live, "it was deleted by somebody else while waiting", missing);
      }
      live = now.get();
    }
  }

  private End ended(Map<String, Object> live, String why, List<String> missing) {
    List<String> reasons = new ArrayList<>(List.of(why));
    reasons.addAll(missing);
    reasons.addAll(neighbours.pods(live));
    return new End(live, reasons);
  }

  /** Waits until this very object is gone; one with the same name that came later is another. */
  void untilGone(ObjectRef ref, String uid, Deadline limit, String urn) {
    Duration pause = FIRST_PAUSE;
    long nextStatus = System.nanoTime() + STATUS_EVERY_NANOS;
    Optional<Map<String, Object>> live = server.get(ref);
    while (live.isPresent() && Tree.text(live.get(), "metadata", "uid").equals(uid)) {
      if (limit.isOver()) {
        throw new ProviderFailure(
            "cannot delete %s: still there after %s%s".formatted(ref, limit, holds(live.get())));
      }
      if (System.nanoTime() > nextStatus) {
        log.status(urn, "waiting for the deletion" + holds(live.get()));
        nextStatus = System.nanoTime() + STATUS_EVERY_NANOS;
      }
      if (!cancellation.pause(pause)) {
        throw new ProviderFailure("cancelled while waiting for the deletion of " + ref);
      }
      pause = longer(pause);
      live = server.get(ref);
    }
  }

  private static String holds(Map<String, Object> live) {
    List<String> holds = new ArrayList<>();
    List<Object> finalizers = new ArrayList<>(Tree.list(live, "metadata", "finalizers"));
    finalizers.addAll(Tree.list(live, "spec", "finalizers"));
    if (!finalizers.isEmpty()) {
      holds.add("finalizers " + finalizers);
    }
    for (Object condition : Tree.list(live, "status", "conditions")) {
      if (Tree.text(condition, "status").equals("True")) {
        holds.add(Tree.text(condition, "type") + ": " + Tree.text(condition, "message"));
      }
    }
    return holds.isEmpty() ? "" : "; " + String.join("; ", holds);
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }
}
