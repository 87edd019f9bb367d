package dev.tenantry.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What all tenants of a stack together may need, held against the limits of {@link CeilingKind}.
 *
 * <p>Without it the tenant that is one too many finds the limit, in the middle of an update.
 */
public final class Ceilings {
  /** The platform's four, Kubernetes' four, and those that GKE and add-ons make. */
  private static final int OTHER_NAMESPACES = 20;

  /** Two roles for each of two accounts, in {@code database.server}. */
  private static final int SERVER_GRANTS = 4;

  private static final int SERVER_ACCOUNTS = 2;

  /** The provisioner, on each tenant's credential. */
  private static final int CREDENTIAL_WRITERS = 1;

  /** Lists are for people: the largest of a thousand tenants are enough. */
  private static final int LINES_MAX = 10;

  private final PlatformConfig platform;
  private final List<TenantConfig> tenants;

  /** Of the stack with these files. */
  public Ceilings(PlatformConfig platform, SortedMap<TenantName, TenantConfig> tenants) {
    this.platform = platform;
    this.tenants = List.copyOf(tenants.values());
  }

  /** Every limit, in the order of {@link CeilingKind}. */
  public List<Ceiling> all() {
    return Arrays.stream(CeilingKind.values())
        .map(kind -> new Ceiling(kind, used(kind), limit(kind)))
        .toList();
  }

  /** What somebody should know before the next tenants come, one sentence each. */
  public List<String> advice() {
    return all().stream()
        .filter(Ceiling::isNear)
        .map(
            one ->
                String.format(
                    "%s: this stack may need %d of %d (%d %%); docs/ceilings.md",
                    one.kind(), one.used(), one.limit(), one.percent()))
        .toList();
  }

  /** Limits that the stack exceeds; {@link ConnectionSum} reports those of connections. */
  public List<Problem> problems() {
    return all().stream()
        .filter(one -> one.isExceeded() && one.kind() != CeilingKind.CONNECTIONS)
        .map(this::problem)
        .toList();
  }

  private Problem problem(Ceiling one) {
    boolean granted = one.kind() == CeilingKind.SERVICE_ACCOUNTS;
    return new Problem(
        Rule.CEILING,
        granted ? KeyPath.of("cloud", "quotas", "serviceAccounts") : KeyPath.of("cluster"),
        String.format(
            "%s: this stack may need %d, but the limit is %d", one.kind(), one.used(), one.limit()),
        granted
            ? "ask Google for more and state cloud.quotas.serviceAccounts, or use identity.mode"
                + " direct, which needs none"
            : "move tenants to another stack, or lower their quotas; docs/ceilings.md",
        details(one));
  }

  private List<String> details(Ceiling one) {
    List<TenantConfig> largest =
        tenants.stream()
            .filter(tenant -> each(one.kind(), tenant) > 0)
            .sorted(
                Comparator.comparingLong((TenantConfig tenant) -> each(one.kind(), tenant))
                    .reversed())
            .toList();
    List<String> lines = new ArrayList<>();
    if (ofPlatform(one.kind()) > 0) {
      lines.add(line("the platform", ofPlatform(one.kind())));
    }
    largest.stream()
        .limit(LINES_MAX)
        .forEach(tenant -> lines.add(line(tenant.name().value(), each(one.kind(), tenant))));
    if (largest.size() > LINES_MAX) {
      long rest =
          largest.stream().skip(LINES_MAX).mapToLong(tenant -> each(one.kind(), tenant)).sum();
      lines.add(line(largest.size() - LINES_MAX + " more tenants", rest));
    }
    if (!isOfTheLargest(one.kind())) {
      lines.add(line("sum", one.used()));
    }
    return lines;
  }

  /** Whether the limit is on one tenant, so that the others do not matter. */
  private static boolean isOfTheLargest(CeilingKind kind) {
    return Set.of(
            CeilingKind.TENANT_PODS, CeilingKind.TENANT_SERVICES, CeilingKind.SECRET_PRINCIPALS)
        .contains(kind);
  }

  private static String line(String name, long amount) {
    return String.format("%-30s  %d", name, amount);
  }

  private long limit(CeilingKind kind) {
    return switch (kind) {
      case SERVICE_ACCOUNTS -> platform.cloud().quotas().serviceAccounts();
      case CONNECTIONS -> platform.database().maxConnections();
      case NAMESPACES,
          PODS,
          TENANT_PODS,
          SERVICES,
          TENANT_SERVICES,
          PROJECT_PRINCIPALS,
          SECRET_PRINCIPALS,
          SECRET_READS,
          DATABASES ->
          kind.limit();
    };
  }

  private long used(CeilingKind kind) {
    long sum = tenants.stream().mapToLong(tenant -> each(kind, tenant)).sum();
    return switch (kind) {
      case TENANT_PODS, TENANT_SERVICES, SECRET_PRINCIPALS ->
          tenants.stream().mapToLong(tenant -> each(kind, tenant)).max().orElse(0);
      case SECRET_READS -> perMinute(sum);
      case NAMESPACES,
          PODS,
          SERVICES,
          SERVICE_ACCOUNTS,
          PROJECT_PRINCIPALS,
          DATABASES,
          CONNECTIONS ->
          sum + ofPlatform(kind);
    };
  }

  private long perMinute(long reads) {
    int minutes = platform.secrets().refreshMinutes();
    return (reads + minutes - 1) / minutes;
  }

  private long ofPlatform(CeilingKind kind) {
    boolean server =
        platform.database() instanceof ClusterDatabase database && database.server().isPresent();
    // The declared cluster's nodes have one account of their own, with one grant.
    int nodes = platform.gke().isPresent() ? 1 : 0;
    return switch (kind) {
      case NAMESPACES -> OTHER_NAMESPACES;
      case SERVICE_ACCOUNTS -> (server ? SERVER_ACCOUNTS : 0) + nodes;
      case PROJECT_PRINCIPALS -> (server ? SERVER_GRANTS : 0) + nodes;
      case DATABASES -> 1;
      case CONNECTIONS -> platform.database().platformConnections();
      case PODS, TENANT_PODS, SERVICES, TENANT_SERVICES, SECRET_PRINCIPALS, SECRET_READS -> 0;
    };
  }

  private long each(CeilingKind kind, TenantConfig tenant) {
    return switch (kind) {
      case NAMESPACES -> 1;
      case PODS, TENANT_PODS -> tenant.quota().objects().pods();
      case SERVICES, TENANT_SERVICES -> tenant.quota().objects().services();
      case SERVICE_ACCOUNTS ->
          platform.identity().mode() == IdentityMode.GOOGLE_SERVICE_ACCOUNT ? accounts(tenant) : 0;
      case PROJECT_PRINCIPALS -> 0;
      case SECRET_PRINCIPALS ->
          Math.max(
              Math.max(widest(tenant), credential(tenant)),
              AgentCheck.queueReaders(tenant, platform));
      case SECRET_READS ->
          readers(tenant) + credentialReaders(tenant) + AgentCheck.queueReaders(tenant, platform);
      case DATABASES -> tenant.data().mode() == DataMode.DATABASE ? 1 : 0;
      case CONNECTIONS -> tenant.data().postgresConnections();
    };
  }

  /** One ServiceAccount for each agent, and for each tool of one. */
  private static long accounts(TenantConfig tenant) {
    return tenant.accounts();
  }

  private static long widest(TenantConfig tenant) {
    return google(tenant).stream().mapToLong(secret -> secret.readers().size()).max().orElse(0);
  }

  private static long readers(TenantConfig tenant) {
    return google(tenant).stream().mapToLong(secret -> secret.readers().size()).sum();
  }

  private static List<SecretConfig> google(TenantConfig tenant) {
    return tenant.secrets().values().stream()
        .filter(secret -> secret.provider() == SecretProvider.GOOGLE)
        .toList();
  }

  private long credential(TenantConfig tenant) {
    long readers = credentialReaders(tenant);
    return readers == 0 ? 0 : readers + CREDENTIAL_WRITERS;
  }

  /** Every agent and tool reads its tenant's credential, where Secret Manager keeps it. */
  private long credentialReaders(TenantConfig tenant) {
    boolean kept =
        platform.database() instanceof ClusterDatabase && tenant.data().postgresConnections() > 0;
    return kept ? accounts(tenant) : 0;
  }
}
