package dev.tenantry.contract;

/**
 * What the parts of an agent's queue are called, all after its {@link Variable#QUEUE_SUBJECT}.
 *
 * <p>The worker makes them, and whoever scales workers asks for them by these names.
 */
public final class QueueNames {
  private QueueNames() {}

  /** The stream that holds the tasks: the subject with dashes, as a stream's name has no dots. */
  public static String stream(String subject) {
    return subject.replace('.', '-');
  }

  /** The durable consumer that all workers of the agent share. */
  public static String consumer(String subject) {
    return stream(subject);
  }
}
