package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Compares the declared tenants with the cluster and shows what they use.
 *
 * <p>Exit code 1 if a declared tenant is absent or the cluster has one that no file declares.
 */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show each tenant of a stack as the cluster has it: state, used and granted.")
final class StatusCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Mixin private StackFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    StackConfig config = files.load();
    var cluster = new ClusterReader(config.platform().cluster().context().toString());
    Map<String, JsonNode> namespaces = byTenant(cluster, "namespaces");
    Map<String, JsonNode> quotas = byTenant(cluster, "resourcequotas");
    var table = new Table("TENANT", "TIER", "NAMESPACE", "STATE", "CPU", "MEMORY", "PODS");
    boolean complete = true;
    for (TenantName tenant : config.tenants().keySet()) {
      JsonNode namespace = namespaces.remove(tenant.value());
      complete &= namespace != null;
      String state = namespace == null ? "absent" : namespace.at("/status/phase").asText(NONE);
      String tier = config.tenants().get(tenant).tier().label();
      row(table, tenant.value(), tier, Names.namespace(tenant), state, quotas);
    }
    for (Map.Entry<String, JsonNode> left : namespaces.entrySet()) {
      complete = false;
      String tier = left.getValue().at("/metadata/labels/tier").asText(NONE);
      String namespace = left.getValue().at("/metadata/name").asText();
      row(table, left.getKey(), tier, namespace, "not declared", quotas);
    }
    spec.commandLine().getOut().print(table.render());
    spec.commandLine().getOut().flush();
    return complete ? 0 : TenantryCommand.FAILURE;
  }

  private static void row(
      Table table,
      String tenant,
      String tier,
      String namespace,
      String state,
      Map<String, JsonNode> quotas) {
    JsonNode status = quotas.containsKey(tenant) ? quotas.get(tenant).path("status") : null;
    table.row(
        tenant,
        tier,
        namespace,
        state,
        usage(status, "requests.cpu"),
        usage(status, "requests.memory"),
        usage(status, "pods"));
  }

  private static String usage(JsonNode status, String resource) {
    return status == null
        ? NONE
        : status.path("used").path(resource).asText("?")
            + "/"
            + status.path("hard").path(resource).asText("?");
  }

  private static Map<String, JsonNode> byTenant(ClusterReader cluster, String kind) {
    Map<String, JsonNode> byTenant = new TreeMap<>();
    cluster
        .labelled(kind, Labels.TENANT_ID)
        .forEach(
            object ->
                byTenant.put(
                    object.path("metadata").path("labels").path(Labels.TENANT_ID).asText(),
                    object));
    return byTenant;
  }
}
