package dev.tenantry.contract;

import java.util.Optional;

/**
 * Each environment variable that a container of an agent gets.
 *
 * <p>The constant's name is the variable's. A value is never a secret: secrets are files, whose
 * paths end in {@code _FILE} and which are read again when they change.
 */
public enum Variable {
  AGENT_MODE("orchestrator, tool or worker: what this container is", null),
  AGENT_CONFIG_FILE("JSON file with the settings of that mode", "/etc/tenantry/agent.json"),
  HOST(
      "address to listen on; of all of them by default, as a pod's address is not known",
      "0.0.0.0"),
  PORT("TCP port of conversations, or of the tool", "8080"),
  METRICS_PORT("TCP port of /metrics, /healthz, /readyz and /startupz", "9090"),
  SHUTDOWN_SECONDS("seconds from SIGTERM until the process has ended", "30"),

  TENANT_ID("UUID of the tenant: information for logs and traces, no proof of anything", null),
  TENANT_NAME("name of the tenant, as its file is called", null),
  AGENT_NAME("name of the agent, as in the tenant's file", null),
  AGENT_VERSION("version of the image or of its configuration, for traces", "0"),
  POD_NAME("unique name of this process among the replicas", "local"),

  MODEL_BASE_URL("base of the gateway's OpenAI-compatible API, with its version: …/v1", null),
  MODEL_TOKEN_FILE("file with the bearer token for it, read on each call", null),

  DB_URL("JDBC URL: jdbc:postgresql://…, or jdbc:sqlite:/data/agent.db", null),
  DB_USER("login of PostgreSQL; absent for SQLite", null),
  DB_PASSWORD_FILE("file with its password, read for each new connection", null),

  QUEUE_URL("nats://host:port of the tenant's account", null),
  QUEUE_SUBJECT(
      "subject of the agent's tasks; the stream and the consumer are named after it", null),
  QUEUE_CREDENTIALS_FILE("credentials file of NATS, read for each new connection", null),

  TLS_CERT_FILE("PEM chain of this container, for calls between an agent and its tools", null),
  TLS_KEY_FILE("PEM key of it (PKCS #8)", null),
  TLS_CA_FILE("PEM certificates of whoever signs the other end's", null),

  OTEL_EXPORTER_OTLP_ENDPOINT("base URL of the telemetry collector, OTLP over HTTP", null);

  private final String meaning;
  private final String value;

  Variable(String meaning, String value) {
    this.meaning = meaning;
    this.value = value;
  }

  /** One line for the table in docs/agent-contract.md. */
  public String meaning() {
    return meaning;
  }

  /** What holds where it is not set; empty if nothing does. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(value);
  }
}
