package dev.tenantry.demonstration;

import java.nio.file.Path;
import java.util.List;

/**
 * What a plan needs to know of the machine.
 *
 * @param databaseHost of the PostgreSQL server, for a JDBC URL
 * @param databasePort of it
 * @param queueUrl such as {@code nats://127.0.0.1:4222}
 * @param secrets the folder of tenants' secret files
 * @param agent program and first arguments that start the reference agent
 */
public record Surroundings(
    String databaseHost, String databasePort, String queueUrl, Path secrets, List<String> agent) {
  /** Copies the words. */
  public Surroundings {
    agent = List.copyOf(agent);
  }

  /** The file with the password of a tenant's login. */
  Path passwordFile(DemonstratedAgent agent) {
    return folder(agent).resolve("database-password");
  }

  /** The file with the token by which the model's gateway knows a tenant. */
  Path tokenFile(DemonstratedAgent agent) {
    return folder(agent).resolve("model-token");
  }

  /** The file by which an agent comes into its tenant's account of the queue. */
  Path credentialsFile(DemonstratedAgent agent) {
    return folder(agent).resolve("queue-" + agent.name() + ".creds");
  }

  private Path folder(DemonstratedAgent agent) {
    return secrets.resolve(agent.tenant().name().value());
  }
}
