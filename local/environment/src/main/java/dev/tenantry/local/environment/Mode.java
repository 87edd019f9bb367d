package dev.tenantry.local.environment;

import dev.tenantry.local.environment.controlplane.ControlPlane;
import dev.tenantry.local.environment.data.TenantData;
import dev.tenantry.local.environment.postgres.PostgresServer;
import dev.tenantry.local.environment.queue.QueueServer;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the last `up` was asked for; it decides what should run.
 *
 * @param kubecontext the user's context that is used; empty for the embedded control plane
 * @param clusterUid tells the context's cluster apart from others; empty for the embedded one
 * @param embeddedDatabase whether PostgreSQL runs here
 * @param providers the value of TENANTRY_PROVIDERS
 */
record Mode(String kubecontext, String clusterUid, boolean embeddedDatabase, String providers) {

  /** The names of all processes that an environment of any mode starts itself. */
  static final List<String> EVERY_PROCESS = new Mode("", "", true, "").processes();

  /** The processes that should run, in the order of their start. */
  List<String> processes() {
    List<String> names = new ArrayList<>();
    if (kubecontext.isEmpty()) {
      names.addAll(ControlPlane.PROCESSES);
    }
    if (embeddedDatabase) {
      names.add(PostgresServer.NAME);
    }
    names.add(TenantData.PROVISIONER);
    names.add(QueueServer.NAME);
    return names;
  }

  /** Where the stacks' checkpoints of this cluster are. */
  Path pulumiState(StateFolder state) {
    return state.pulumiState(clusterUid);
  }

  void remember(StateFolder state) {
    state.create(pulumiState(state));
    settings(state)
        .write(
            Map.of(
                "kubecontext", kubecontext,
                "clusterUid", clusterUid,
                "embeddedDatabase", Boolean.toString(embeddedDatabase),
                "providers", providers));
  }

  /** The mode of the last complete `up`; without one, that of an empty environment. */
  static Mode last(StateFolder state) {
    Map<String, String> facts = settings(state).read();
    return new Mode(
        facts.getOrDefault("kubecontext", ""),
        facts.getOrDefault("clusterUid", ""),
        Boolean.parseBoolean(facts.getOrDefault("embeddedDatabase", "true")),
        facts.getOrDefault("providers", "test"));
  }

  private static Settings settings(StateFolder state) {
    return state.settings("mode");
  }
}
