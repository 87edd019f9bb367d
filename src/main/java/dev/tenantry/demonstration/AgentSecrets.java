package dev.tenantry.demonstration;

import dev.tenantry.config.TenantName;
import dev.tenantry.naming.TenantId;
import dev.tenantry.stores.PrivateFile;
import dev.tenantry.stores.nats.CredentialsFile;
import dev.tenantry.stores.nats.NatsAccount;
import dev.tenantry.stores.nats.NatsIssuer;
import dev.tenantry.stores.nats.NatsKeys;
import dev.tenantry.stores.nats.NatsLimits;
import dev.tenantry.stores.nats.NatsServer;
import dev.tenantry.stores.nats.NatsTrust;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;

/** The secret files of agents on this machine; what is good stays, so that nothing restarts. */
public final class AgentSecrets {
  /**
   * For one agent with its worker: eight processes' connections, documents of a few pages in
   * messages of at most 1 MiB, and 256 MiB of them that wait. All values are ours.
   */
  private static final NatsLimits LIMITS = new NatsLimits(20, 200, 1 << 20, 0, 256L << 20, 8, 16);

  /** Longer than most people leave an environment alone; each {@code make up} looks after it. */
  private static final Duration CREDENTIALS = Duration.ofDays(30);

  private static final Duration CREDENTIALS_LEFT = Duration.ofDays(7);

  private static final Duration ADMINISTRATION = Duration.ofMinutes(5);
  private static final int TOKEN_BYTES = 24;

  private final Surroundings around;
  private final NatsKeys keys;
  private final NatsTrust trust;

  /**
   * Secrets for these surroundings.
   *
   * @param queueKeys the folder of the queue's keys
   */
  public AgentSecrets(Surroundings around, Path queueKeys, InstantSource clock) {
    this.around = around;
    this.keys = new NatsKeys(queueKeys);
    this.trust = new NatsTrust(keys.operator(), keys.systemAccount(), clock);
  }

  /**
   * Makes the files of these agents, and their tenants' accounts in the queue.
   *
   * @param environment of the tenants' ids
   * @param passwords the password of a tenant's login
   * @throws IOException if the queue does not take an account
   */
  public void write(
      Iterable<DemonstratedAgent> agents,
      String environment,
      Function<TenantName, String> passwords)
      throws IOException {
    String administrator = trust.administrator(ADMINISTRATION);
    try (NatsServer queue = new NatsServer(around.queueUrl(), administrator, trust.issuer())) {
      for (DemonstratedAgent agent : agents) {
        TenantName tenant = agent.tenant().name();
        new PrivateFile(around.passwordFile(agent)).write(passwords.apply(tenant));
        // Nobody checks it here: the simulator answers everyone.
        new PrivateFile(around.tokenFile(agent)).readOrCreate(AgentSecrets::madeUpToken);
        TenantId id = TenantId.of(environment, tenant);
        NKey account = keys.account(id);
        queue.provision(new NatsAccount(id, NatsIssuer.publicKey(account), LIMITS));
        new CredentialsFile(around.credentialsFile(agent))
            .ensure(trust.issuer(), account, agent.toString(), CREDENTIALS, CREDENTIALS_LEFT);
      }
    }
  }

  private static String madeUpToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "local-" + HexFormat.of().formatHex(bytes);
  }
}
