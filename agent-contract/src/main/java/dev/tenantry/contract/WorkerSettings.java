package dev.tenantry.contract;

/**
 * Settings of mode {@code worker}.
 *
 * @param model for the embeddings of documents
 * @param concurrent tasks at once in one process
 * @param leaseSeconds after which a task that nobody reports on is given to another worker
 * @param attempts after which a task goes to the dead-letter subject
 * @param chunkCharacters of one piece of a document
 */
public record WorkerSettings(
    @Described("Which models; ingestion needs model.embedding only.") ModelSettings model,
    @Described("Tasks at once in one process.") int concurrent,
    @Described("Seconds after which a silent task is given to another worker.") int leaseSeconds,
    @Described("Attempts after which a task is a dead letter.") int attempts,
    @Described("Characters of one piece of a document.") int chunkCharacters) {
  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public WorkerSettings {
    if (Math.min(Math.min(concurrent, leaseSeconds), Math.min(attempts, chunkCharacters)) < 1) {
      throw new IllegalArgumentException(
          "concurrent, leaseSeconds, attempts and chunkCharacters must be at least 1");
    }
  }
}
