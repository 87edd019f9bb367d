package dev.tenantry.stores.nats;

import io.nats.client.NKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whom a server in operator mode believes: an operator, and the account by which it is
 * administered.
 */
public final class NatsTrust {
  private final NKey operator;
  private final NKey systemAccount;
  private final NatsIssuer issuer;

  /** Both keys with their seeds. */
  public NatsTrust(NKey operator, NKey systemAccount, InstantSource clock) {
    this.operator = operator;
    this.systemAccount = systemAccount;
    this.issuer = new NatsIssuer(operator, clock);
  }

  /** Signs accounts that such a server believes in. */
  public NatsIssuer issuer() {
    return issuer;
  }

  /** The part of the server's configuration that says so; holds no secret. */
  public String configuration() {
    String operatorKey = NatsIssuer.publicKey(operator);
    String systemKey = NatsIssuer.publicKey(systemAccount);
    String trust =
        issuer.claims(
            operatorKey,
            "operator",
            Map.of(
                "type",
                "operator",
                "version",
                NatsAccount.CLAIMS_VERSION,
                "system_account",
                systemKey));
    String system = issuer.claims(systemKey, "SYS", systemClaims());
    return """
        operator: %s
        system_account: %s
        resolver_preload { %s: %s }
        """
        .formatted(trust, systemKey, systemKey, system);
  }

  private static Map<String, Object> systemClaims() {
    Map<String, Object> limits = new TreeMap<>();
    // Without limits of its own the account may do nothing at all.
    for (String limit : List.of("conn", "subs", "data", "payload", "imports", "exports")) {
      limits.put(limit, -1);
    }
    limits.put("wildcards", true);
    return Map.of("type", "account", "version", NatsAccount.CLAIMS_VERSION, "limits", limits);
  }

  /**
   * The text of a credentials file of the system account.
   *
   * @param valid how long the server lets it in
   */
  public String administrator(Duration valid) {
    return issuer.administrator(systemAccount, valid);
  }
}
