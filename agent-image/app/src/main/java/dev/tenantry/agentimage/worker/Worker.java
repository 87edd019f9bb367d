package dev.tenantry.agentimage.worker;

import dev.tenantry.agentimage.http.RequestThreads;
import dev.tenantry.agentimage.model.ModelGateway;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.queue.TaskQueue;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.settings.AgentEnvironment;
import dev.tenantry.agentimage.settings.SettingsFile;
import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.store.StoreFailure;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.contract.Variable;
import dev.tenantry.contract.WorkerSettings;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Mode worker, put together. */
public final class Worker {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String agent;
  private final WorkerSettings settings;
  private final Database database;
  private final Metrics metrics;
  private final TaskQueue queue;
  private final Ingestion ingestion;
  private final ModelGateway model;
  private final Semaphore free;
  private final Set<Message> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = RequestThreads.create();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final Thread puller = new Thread(this::pull, "puller");
  private volatile boolean draining;

  /** Reads the settings and connects nothing yet. */
  public Worker(AgentEnvironment environment, Database database, Metrics metrics, Traces traces) {
    this.agent = environment.required(Variable.AGENT_NAME);
    this.settings =
        SettingsFile.read(
            Path.of(environment.required(Variable.AGENT_CONFIG_FILE)), WorkerSettings.class);
    this.database = database;
    this.metrics = metrics;
    this.model =
        new ModelGateway(
            environment.uri(Variable.MODEL_BASE_URL),
            environment.secret(Variable.MODEL_TOKEN_FILE),
            settings.model(),
            metrics,
            traces);
    this.ingestion = new Ingestion(database, model, agent, settings.chunkCharacters());
    this.queue =
        new TaskQueue(
            environment.uri(Variable.QUEUE_URL),
            Path.of(environment.required(Variable.QUEUE_CREDENTIALS_FILE)),
            environment.required(Variable.QUEUE_SUBJECT),
            Duration.ofSeconds(settings.leaseSeconds()));
    this.free = new Semaphore(settings.concurrent());
  }

  /** Begins to take tasks; ends by what it adds to the process's life. */
  public void start(Lifecycle lifecycle) {
    lifecycle.requires("queue", queue::isAvailable);
    lifecycle.requires("database", database::isAvailable);
    lifecycle.requires("model", model::isAvailable);
    lifecycle.onDrain("tasks", this::drain);
    lifecycle.onDrain("queue", end -> queue.close());
    long beat = Math.max(1, settings.leaseSeconds() / 3);
    heart.scheduleAtFixedRate(
        () -> running.forEach(Message::inProgress), beat, beat, TimeUnit.SECONDS);
    puller.start();
  }

  /** Takes no more tasks than can be worked on: what waits here waits for nobody else. */
  private void pull() {
    while (!draining) {
      try {
        free.acquire();
        free.release();
        for (Message message : queue.next(free.availablePermits(), PATIENCE)) {
          if (draining) {
            message.nak();
            continue;
          }
          free.acquire();
          running.add(message);
          threads.submit(() -> work(message));
        }
      } catch (IOException away) {
        Log.warn("queue_away", away.getClass().getSimpleName());
        sleep();
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void work(Message message) {
    String outcome = "retried";
    try {
      outcome = done(message);
    } catch (StoreFailure | CallFailure | IOException later) {
      Log.warn("task_waits", later.getMessage());
      message.nakWithDelay(delay(message));
    } catch (RuntimeException problem) {
      Log.error("task_failed", "attempt " + message.metaData().deliveredCount(), problem);
      message.nakWithDelay(delay(message));
    } finally {
      running.remove(message);
      free.release();
      metrics.task(outcome);
    }
  }

  private String done(Message message) throws IOException {
    if (message.metaData().deliveredCount() > settings.attempts()) {
      queue.bury(message, "attempts");
      Log.audit(agent, "task", "ingest", "buried", Map.of("reason", "attempts"));
      return "buried";
    }
    try {
      Document document = Document.read(message.getData());
      Deadline deadline = Deadline.in(Duration.ofSeconds(settings.leaseSeconds()));
      boolean first = ingestion.run(document, deadline);
      message.ack();
      Log.audit(
          agent, "task", "ingest", first ? "done" : "done before", Map.of("task", document.task()));
      return first ? "done" : "repeated";
    } catch (TaskFailure never) {
      queue.bury(message, never.getMessage());
      Log.audit(agent, "task", "ingest", "buried", Map.of("reason", never.getMessage()));
      return "buried";
    }
  }

  /** 1 s, 2 s, 4 s and so on, at most a minute. */
  private static Duration delay(Message message) {
    long attempt = Math.min(6, message.metaData().deliveredCount());
    return Duration.ofSeconds(Math.min(60, 1L << attempt - 1));
  }

  /** Running tasks end; what does not end in time is given to others at once. */
  private void drain(Deadline end) {
    draining = true;
    try {
      puller.join(PATIENCE.plus(PAUSE).toMillis());
      long left = end.left().toMillis();
      if (!free.tryAcquire(settings.concurrent(), left, TimeUnit.MILLISECONDS)) {
        running.forEach(Message::nak);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    heart.shutdownNow();
    threads.shutdownNow();
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
