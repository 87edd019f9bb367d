package dev.tenantry.local.providers.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that this provider process works on: connection, kinds, and whether anybody answers.
 */
final class Cluster implements AutoCloseable {
  /** A dead address may take seconds to fail, and every Check would pay for it again. */
  private static final long UNREACHABLE_KEPT_NANOS = Duration.ofSeconds(10).toNanos();

  private final ApiServer server;
  private final Discovery discovery;
  private final String namespace;
  private boolean reached;
  private Optional<String> failure = Optional.empty();
  private long failedAt;

  Cluster(
      Settings settings,
      Target target,
      Map<String, String> environment,
      Cancellation cancellation) {
    io.fabric8.kubernetes.client.Config config = target.client();
    config.setConnectionTimeout(5_000);
    String timeout = environment.getOrDefault("PULUMI_K8S_CLIENT_TIMEOUT", "32");
    config.setRequestTimeout(
        timeout.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(timeout) * 1_000 : 32_000);
    this.server = new ApiServer(config, target.absence(), cancellation);
    this.discovery = new Discovery(server, cancellation);
    String given = settings.text("namespace");
    this.namespace = given.isEmpty() ? target.namespace() : given;
  }

  ApiServer server() {
    return server;
  }

  Discovery discovery() {
    return discovery;
  }

  /** Where namespaced objects go that name no namespace. */
  String namespace() {
    return namespace;
  }

  /** Why the API server does not answer; empty when it does. */
  synchronized Optional<String> unreachable() {
    boolean fresh = System.nanoTime() - failedAt < UNREACHABLE_KEPT_NANOS;
    if (reached || failure.isPresent() && fresh) {
      return failure;
    }
    try {
      server.probe();
      reached = true;
      failure = Optional.empty();
    } catch (Unreachable unreachable) {
      failure = Optional.of(unreachable.getMessage());
      failedAt = System.nanoTime();
    }
    return failure;
  }

  @Override
  public void close() {
    server.close();
  }
}
