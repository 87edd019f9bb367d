package dev.tenantry.sql;

import java.util.UUID;

/**
 * Provisions one tenant in a process of its own, which a test kills.
 *
 * <p>Says {@code ready} before it begins, {@code done} at the end.
 */
final class ProvisioningProcess {
  private ProvisioningProcess() {}

  public static void main(String[] arguments) {
    DatabaseServer server = DatabaseServer.of(System.getenv());
    Provisioning provisioning = new Provisioning(server, arguments[0]);
    TenantAccount account =
        new TenantAccount(
            UUID.fromString(arguments[1]),
            arguments[2],
            "standard",
            DataMode.valueOf(arguments[3]),
            5);
    System.out.println("ready");
    provisioning.provision(account, arguments[4], "v1");
    System.out.println("done");
  }
}
