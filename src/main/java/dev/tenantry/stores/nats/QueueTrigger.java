package dev.tenantry.stores.nats;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A KEDA trigger that scales a tenant's workers by what waits in its queue.
 *
 * @param account the tenant's
 * @param stream that holds the queue
 * @param consumer durable, read by the workers
 * @param messagesPerWorker how many may wait or be unacknowledged for each worker
 */
public record QueueTrigger(
    NatsAccount account, String stream, String consumer, int messagesPerWorker) {

  /**
   * The metadata of a trigger of type {@code nats-jetstream}.
   *
   * @param monitoring host and port of the servers' monitoring, which asks for no login: only KEDA
   *     may reach it
   */
  public SortedMap<String, String> metadata(String monitoring) {
    SortedMap<String, String> metadata = metadata(monitoring, stream, consumer, messagesPerWorker);
    metadata.put("account", account.name());
    return metadata;
  }

  /**
   * The same without the account, which a TriggerAuthentication can name as its parameter {@code
   * account}: whoever declares a trigger need not know the account's key.
   */
  public static SortedMap<String, String> metadata(
      String monitoring, String stream, String consumer, int messagesPerWorker) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("natsServerMonitoringEndpoint", monitoring);
    metadata.put("stream", stream);
    metadata.put("consumer", consumer);
    metadata.put("lagThreshold", Integer.toString(messagesPerWorker));
    return metadata;
  }
}
