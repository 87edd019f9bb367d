package dev.tenantry.database;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.ServerConfig;

/**
 * What the instance is declared from.
 *
 * @param stack the stack that owns it
 * @param cloud the project
 * @param database its name, address, logins and connections
 * @param server its size, key, backups and maintenance
 * @param network where its address lies
 */
public record CloudSqlServerArgs(
    String stack,
    CloudConfig cloud,
    ClusterDatabase database,
    ServerConfig server,
    EndpointNetwork network) {
  String project() {
    return cloud.project().value();
  }

  String region() {
    return database.instance().region().value();
  }

  String instance() {
    return database.instance().name();
  }

  /** Whether nobody may remove the instance. */
  boolean kept() {
    return server.deletionPolicy() == DeletionPolicy.RETAIN;
  }
}
