package dev.tenantry.identity;

import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.gcp.serviceaccount.IAMMember;
import com.pulumi.gcp.serviceaccount.IAMMemberArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Google service account for each of a tenant's ServiceAccounts, and for nobody else.
 *
 * <p>Only in mode {@code google-service-account}. Each may be used by one ServiceAccount; two
 * agents never share one, since they would share its rights.
 */
public final class TenantIdentities extends ComponentResource {
  private static final String USER_ROLE = "roles/iam.workloadIdentityUser";

  private final String name;
  private final SortedMap<String, Resource> accounts = new TreeMap<>();

  /**
   * Declares the accounts.
   *
   * @param name logical name, the tenant's own
   * @param identities the tenant's ServiceAccounts
   * @param options must carry the cloud's provider
   */
  public TenantIdentities(
      String name, List<WorkloadIdentity> identities, ComponentResourceOptions options) {
    super(TypeTokens.TENANT_IDENTITIES, name, options);
    this.name = name;
    identities.forEach(this::account);
    registerOutputs(Map.of());
  }

  /** The Google service accounts by the ServiceAccount that acts as them. */
  public SortedMap<String, Resource> accounts() {
    return Collections.unmodifiableSortedMap(accounts);
  }

  private void account(WorkloadIdentity identity) {
    String logicalName = Names.child(name, identity.account());
    Account account =
        new Account(
            logicalName,
            AccountArgs.builder()
                .accountId(identity.accountId())
                .project(identity.cloud().project().value())
                .displayName(identity.namespace() + "/" + identity.account())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    accounts.put(identity.account(), account);
    new IAMMember(
        Names.child(logicalName, "user"),
        IAMMemberArgs.builder()
            .serviceAccountId(resourceName(identity))
            .role(USER_ROLE)
            .member(identity.poolMember())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(account).build());
  }

  /** Said, not read back from the account: a preview then knows it before the account exists. */
  private static String resourceName(WorkloadIdentity identity) {
    return "projects/" + identity.cloud().project() + "/serviceAccounts/" + identity.email();
  }
}
