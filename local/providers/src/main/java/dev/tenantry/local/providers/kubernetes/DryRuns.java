package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.EngineLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks the API server what it would do with an object. Check, Diff and the preview of Create or
 * Update ask the same question within one run, so the last answer for a resource is kept.
 */
final class DryRuns {
  private record Question(Map<String, Object> body, ApplyMode mode) {}

  private record Answered(Question question, Verdict verdict) {}

  private final Cluster cluster;
  private final EngineLog log;
  private final Map<String, Answered> last = new ConcurrentHashMap<>();
  private final AtomicBoolean warned = new AtomicBoolean();

  DryRuns(Cluster cluster, EngineLog log) {
    this.cluster = cluster;
    this.log = log;
  }

  /** The verdict on exactly these fields. */
  Verdict ask(Manifest manifest, ApplyMode mode) {
    if (manifest.hasUnknown() || manifest.name().isEmpty()) {
      return Verdict.NOT_JUDGED;
    }
    Optional<String> unreachable = cluster.unreachable();
    if (unreachable.isPresent()) {
      warnOnce(unreachable.get() + "; inputs are taken without validation");
      return Verdict.NOT_JUDGED;
    }
    Question question = new Question(manifest.body(), mode.asDryRun());
    Answered before = last.get(manifest.urn());
    if (before != null && before.question().equals(question)) {
      return before.verdict();
    }
    Verdict verdict = send(manifest, question);
    last.put(manifest.urn(), new Answered(question, verdict));
    return verdict;
  }

  /** The verdict on the object itself, whoever owns its fields. */
  Verdict askForced(Manifest manifest, ApplyMode mode) {
    Verdict verdict = ask(manifest, mode);
    return verdict.isConflict() ? ask(manifest, mode.forced()) : verdict;
  }

  /** A write may change every later answer. */
  void forget(String urn) {
    last.remove(urn);
  }

  private Verdict send(Manifest manifest, Question question) {
    Optional<ApiKind> kind = cluster.discovery().find(manifest.token());
    if (kind.isEmpty()) {
      return Verdict.NOT_JUDGED;
    }
    ObjectRef ref = manifest.ref(kind.get(), cluster.namespace());
    try {
      return Verdict.accepted(cluster.server().apply(ref, question.body(), question.mode()));
    } catch (ApiFailure failure) {
      if (failure.isAccessDenied()) {
        warnOnce(failure.getMessage() + "; inputs are taken without validation");
        return Verdict.NOT_JUDGED;
      }
      return failure.isNotFound() ? Verdict.NOT_JUDGED : Verdict.refused(failure);
    }
  }

  private void warnOnce(String message) {
    if (warned.compareAndSet(false, true)) {
      log.warning("", "test provider: " + message);
    }
  }
}
