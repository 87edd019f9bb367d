package dev.tenantry.agentimage.queue;

import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.SettingsFailure;
import dev.tenantry.contract.QueueNames;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's tasks in the tenant's account of NATS.
 *
 * <p>Two streams: tasks, of which each is given to one worker at a time until it is acknowledged,
 * and dead letters, which people look at.
 */
public final class TaskQueue implements AutoCloseable {
  /** Of what the account may keep on disk, for tasks; dead letters get half as much. */
  private static final int SHARE = 8;

  /** Of an account without a limit. */
  private static final long UNLIMITED_BYTES = 256L << 20;

  private static final Duration KEPT = Duration.ofDays(7);

  private final URI server;
  private final Path credentials;
  private final String subject;
  private final Duration lease;
  private Connection connection;
  private ConsumerContext consumer;
  private boolean hasStreams;

  /**
   * Connects nothing yet.
   *
   * @param credentials file, read for each connection
   * @param lease after which a task that nobody reports on is given to another worker
   */
  public TaskQueue(URI server, Path credentials, String subject, Duration lease) {
    this.server = server;
    this.credentials = credentials;
    this.subject = subject;
    this.lease = lease;
  }

  /** Where tasks go that nobody could do. */
  static String dead(String subject) {
    return subject + ".dead";
  }

  /** Whether the server answers. */
  public synchronized boolean isAvailable() {
    return connection != null && connection.getStatus() == Connection.Status.CONNECTED;
  }

  /**
   * The next tasks.
   *
   * @param atMost how many
   * @param patience until there is one
   * @throws IOException if the server is away
   */
  public List<Message> next(int atMost, Duration patience) throws IOException {
    FetchConsumeOptions wanted =
        FetchConsumeOptions.builder().maxMessages(atMost).expiresIn(patience.toMillis()).build();
    List<Message> messages = new ArrayList<>();
    try {
      FetchConsumer fetch = consumer().fetch(wanted);
      Message message = fetch.nextMessage();
      while (message != null) {
        messages.add(message);
        message = fetch.nextMessage();
      }
    } catch (JetStreamApiException | JetStreamStatusCheckedException problem) {
      throw new IOException(problem);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return messages;
  }

  /**
   * Sends a task; it is kept once this returns.
   *
   * @param task the same id twice within the stream's window is one task
   * @throws IOException if the server is away or has no room
   */
  public void send(String task, byte[] content) throws IOException {
    try {
      streams();
      Headers headers = new Headers();
      headers.put("Nats-Msg-Id", task);
      connection().jetStream().publish(subject, headers, content);
    } catch (JetStreamApiException problem) {
      throw new IOException(problem);
    }
  }

  /** Puts a task aside for people, and ends it. */
  public void bury(Message message, String reason) throws IOException {
    try {
      Headers headers = new Headers();
      headers.put("Tenantry-Reason", reason);
      headers.put("Tenantry-Attempts", Long.toString(message.metaData().deliveredCount()));
      connection().jetStream().publish(dead(subject), headers, message.getData());
      message.term();
    } catch (JetStreamApiException problem) {
      throw new IOException(problem);
    }
  }

  private synchronized ConsumerContext consumer() throws IOException, JetStreamApiException {
    if (consumer == null) {
      JetStreamManagement management = streams();
      management.addOrUpdateConsumer(
          QueueNames.stream(subject),
          ConsumerConfiguration.builder()
              .durable(QueueNames.consumer(subject))
              .ackPolicy(AckPolicy.Explicit)
              .ackWait(lease)
              // Without an end: the worker itself counts and buries, so that none is forgotten.
              .maxDeliver(-1)
              .build());
      consumer =
          connection()
              .getStreamContext(QueueNames.stream(subject))
              .getConsumerContext(QueueNames.consumer(subject));
    }
    return consumer;
  }

  private synchronized JetStreamManagement streams() throws IOException, JetStreamApiException {
    JetStreamManagement management = connection().jetStreamManagement();
    if (!hasStreams) {
      long allowed = management.getAccountStatistics().getLimits().getMaxStorage();
      long bytes = allowed > 0 ? allowed / SHARE : UNLIMITED_BYTES;
      ensure(management, subject, RetentionPolicy.WorkQueue, bytes);
      ensure(management, dead(subject), RetentionPolicy.Limits, bytes / 2);
      hasStreams = true;
    }
    return management;
  }

  private static void ensure(
      JetStreamManagement management, String subject, RetentionPolicy retention, long bytes)
      throws IOException, JetStreamApiException {
    if (management.getStreamNames().contains(QueueNames.stream(subject))) {
      return;
    }
    management.addStream(
        StreamConfiguration.builder()
            .name(QueueNames.stream(subject))
            .subjects(subject)
            .retentionPolicy(retention)
            .maxBytes(bytes)
            .maxAge(KEPT)
            .build());
  }

  private synchronized Connection connection() throws IOException {
    if (connection == null) {
      Options options =
          Options.builder()
              .server(server.toString())
              // The handler reads the file at each connection: a new one counts from then on.
              .authHandler(Nats.credentials(credentials.toString()))
              .maxReconnects(-1)
              .connectionListener(TaskQueue::told)
              .build();
      try {
        connection = Nats.connect(options);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      } catch (IllegalArgumentException problem) {
        throw new SettingsFailure("cannot use the credentials of the queue " + credentials);
      }
    }
    return connection;
  }

  private static void told(Connection connection, ConnectionListener.Events event) {
    Log.info("queue", event.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      try {
        connection.flush(Duration.ofSeconds(1));
        connection.close();
      } catch (InterruptedException | java.util.concurrent.TimeoutException problem) {
        Log.warn("queue", "closed without its last words");
      }
    }
  }
}
