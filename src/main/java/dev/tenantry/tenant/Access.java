package dev.tenantry.tenant;

import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Who acts in a tenant: its ServiceAccounts, one per agent and one per agent–tool pair. */
final class Access {
  private Access() {}

  /**
   * A ServiceAccount to declare.
   *
   * @param name physical name, unique in the Namespace
   * @param labels which agent and tool it belongs to
   */
  record Account(String name, Map<String, String> labels) {}

  /** The accounts of all agents, in the order of their names. */
  static List<Account> accounts(SortedMap<AgentName, AgentConfig> agents) {
    List<Account> accounts = new ArrayList<>();
    agents.forEach(
        (agent, config) -> {
          accounts.add(
              new Account(Names.serviceAccount(agent), Map.of(Labels.AGENT, agent.value())));
          config
              .tools()
              .forEach(
                  tool ->
                      accounts.add(
                          new Account(
                              Names.serviceAccount(agent, tool),
                              Map.of(Labels.AGENT, agent.value(), Labels.TOOL, tool.value()))));
        });
    return List.copyOf(accounts);
  }
}
