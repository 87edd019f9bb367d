package dev.tenantry.provisioner;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches the objects of one Namespace and reconciles each when it changes, and now and then. */
final class Controller implements AutoCloseable {
  /** Also without a change: somebody may have touched the database. */
  private static final Duration RESYNC = Duration.ofMinutes(5);

  private static final long FIRST_RETRY_MILLIS = 500;
  private static final long LAST_RETRY_MILLIS = 60_000;
  private static final long KIND_POLL_MILLIS = 500;

  /** Databases are made one after the other: each is a copy of the template. */
  private static final int WORKERS = 2;

  private final NonNamespaceOperation<TenantDatabase, ?, Resource<TenantDatabase>> objects;
  private final TenantReconciler reconciler;
  private final Clock clock;
  private final PrintWriter log;
  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS);
  private final Set<String> queued = ConcurrentHashMap.newKeySet();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> retries = new ConcurrentHashMap<>();
  private volatile boolean synced;

  Controller(
      KubernetesClient cluster,
      String namespace,
      TenantReconciler reconciler,
      Clock clock,
      PrintWriter log) {
    MixedOperation<TenantDatabase, ?, Resource<TenantDatabase>> all =
        cluster.resources(TenantDatabase.class);
    this.objects = all.inNamespace(namespace);
    this.reconciler = reconciler;
    this.clock = clock;
    this.log = log;
  }

  /** Waits until the kind exists, then watches; returns at once when the first list is there. */
  void start() throws InterruptedException {
    awaitKind();
    SharedIndexInformer<TenantDatabase> informer = objects.inform(new Handler());
    informer.run();
    synced = true;
    workers.scheduleAtFixedRate(
        () -> informer.getStore().list().forEach(object -> enqueue(name(object), 0)),
        RESYNC.toSeconds(),
        RESYNC.toSeconds(),
        TimeUnit.SECONDS);
    say("watching");
  }

  /** Whether the objects have been listed. */
  boolean isReady() {
    return synced;
  }

  /** The deployer may install the kind after this process was started. */
  private void awaitKind() throws InterruptedException {
    boolean said = false;
    while (true) {
      try {
        objects.list();
        return;
      } catch (KubernetesClientException e) {
        if (!said) {
          String why =
              e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                  ? "there is no kind TenantDatabase yet"
                  : String.valueOf(e.getMessage());
          say("waiting: " + why);
          said = true;
        }
        Thread.sleep(KIND_POLL_MILLIS);
      }
    }
  }

  private final class Handler implements ResourceEventHandler<TenantDatabase> {
    @Override
    public void onAdd(TenantDatabase object) {
      enqueue(name(object), 0);
    }

    @Override
    public void onUpdate(TenantDatabase before, TenantDatabase now) {
      boolean changed =
          !now.getMetadata().getGeneration().equals(before.getMetadata().getGeneration());
      if (changed || now.isMarkedForDeletion() != before.isMarkedForDeletion()) {
        enqueue(name(now), 0);
      }
    }

    @Override
    public void onDelete(TenantDatabase object, boolean unknown) {
      retries.remove(name(object));
    }
  }

  private static String name(TenantDatabase object) {
    return object.getMetadata().getName();
  }

  private void enqueue(String name, long afterMillis) {
    if (queued.add(name)) {
      workers.schedule(() -> work(name), afterMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void work(String name) {
    queued.remove(name);
    if (!running.add(name)) {
      enqueue(name, FIRST_RETRY_MILLIS);
      return;
    }
    try {
      reconcile(name);
      retries.remove(name);
    } catch (RuntimeException e) {
      long wait =
          retries.merge(name, FIRST_RETRY_MILLIS, (a, b) -> Math.min(a * 2, LAST_RETRY_MILLIS));
      say(name + ": " + e.getMessage() + "; again in " + wait + " ms");
      report(name, e);
      enqueue(name, wait);
    } finally {
      running.remove(name);
    }
  }

  /** Always with what the API server has now: the event may be old. */
  private void reconcile(String name) {
    TenantDatabase object = objects.withName(name).get();
    if (object == null) {
      return;
    }
    if (object.isMarkedForDeletion()) {
      if (object.hasFinalizer(TenantDatabase.FINALIZER)) {
        reconciler.deprovision(object.getSpec());
        objects
            .withName(name)
            .edit(
                now -> {
                  now.removeFinalizer(TenantDatabase.FINALIZER);
                  return now;
                });
        say(name + ": gone, policy " + object.getSpec().deletionPolicy());
      }
      return;
    }
    if (!object.hasFinalizer(TenantDatabase.FINALIZER)) {
      // Before anything is made: what is made must not be forgotten.
      object =
          objects
              .withName(name)
              .edit(
                  now -> {
                    now.addFinalizer(TenantDatabase.FINALIZER);
                    return now;
                  });
    }
    TenantReconciler.Provisioned made = reconciler.provision(object.getSpec());
    long generation = object.getMetadata().getGeneration();
    status(
        name,
        new TenantDatabaseStatus(
            generation,
            made.login(),
            made.database(),
            made.schemaVersion(),
            made.credential(),
            List.of(condition(object, "True", "Provisioned", "", generation))));
    say(name + ": ready, " + object.getSpec().mode());
  }

  private void report(String name, RuntimeException failure) {
    try {
      TenantDatabase object = objects.withName(name).get();
      if (object == null || object.getMetadata().getGeneration() == null) {
        return;
      }
      long generation = object.getMetadata().getGeneration();
      TenantDatabaseStatus last = object.getStatus();
      List<TenantDatabaseStatus.Condition> conditions = new ArrayList<>();
      conditions.add(
          condition(object, "False", "Failed", String.valueOf(failure.getMessage()), generation));
      status(
          name,
          last == null
              ? new TenantDatabaseStatus(generation, "", "", "", "", conditions)
              : new TenantDatabaseStatus(
                  generation,
                  last.login(),
                  last.database(),
                  last.schemaVersion(),
                  last.credentialVersion(),
                  conditions));
    } catch (KubernetesClientException e) {
      say(name + ": cannot report the failure: " + e.getMessage());
    }
  }

  private TenantDatabaseStatus.Condition condition(
      TenantDatabase object, String status, String reason, String message, long generation) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String since =
        object.getStatus() == null
            ? now
            : object.getStatus().conditions().stream()
                .filter(old -> old.type().equals("Ready") && old.status().equals(status))
                .map(TenantDatabaseStatus.Condition::lastTransitionTime)
                .findFirst()
                .orElse(now);
    return new TenantDatabaseStatus.Condition("Ready", status, reason, message, since, generation);
  }

  private void status(String name, TenantDatabaseStatus status) {
    objects
        .withName(name)
        .editStatus(
            now -> {
              now.setStatus(status);
              return now;
            });
  }

  private synchronized void say(String line) {
    log.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    log.flush();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
