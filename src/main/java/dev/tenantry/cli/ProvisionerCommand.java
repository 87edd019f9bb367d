package dev.tenantry.cli;

import dev.tenantry.provisioner.ProvisionerProcess;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes tenants' logins and databases what their TenantDatabase objects say. */
@Command(
    name = "provisioner",
    mixinStandardHelpOptions = true,
    description =
        "Watch TenantDatabase objects and make tenants' logins, databases and passwords what they"
            + " say; runs until it is stopped.")
final class ProvisionerCommand implements Callable<Integer> {
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--namespace",
      defaultValue = "${env:TENANTRY_NAMESPACE:-data}",
      description = "The Namespace of the objects (default: TENANTRY_NAMESPACE, else data).")
  private String namespace;

  @Option(
      names = "--health-port",
      defaultValue = "8081",
      description = "Port of /healthz and /readyz (default: 8081).")
  private int healthPort;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProvisionerProcess.run(
        database.server(), database.database(), namespace, healthPort, spec.commandLine().getOut());
    return 0;
  }
}
