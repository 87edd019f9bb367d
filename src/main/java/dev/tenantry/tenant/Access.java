package dev.tenantry.tenant;

import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.RoleRefArgs;
import com.pulumi.kubernetes.rbac.v1.inputs.SubjectArgs;
import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.GroupName;
import dev.tenantry.config.GroupsConfig;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Who acts in a tenant: its people by role, and its ServiceAccounts, one per agent and one per
 * agent–tool pair.
 *
 * <p>No ServiceAccount is bound to a role: an agent has no business with the cluster's API.
 */
final class Access {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private Access() {}

  /**
   * A ServiceAccount to declare.
   *
   * @param name physical name, unique in the Namespace
   * @param labels which agent and tool it belongs to
   */
  record Account(String name, Map<String, String> labels) {}

  /**
   * A Role to declare, and who has it.
   *
   * @param role physical name of the Role
   * @param rules what it allows
   * @param groups who is bound to it; may be empty
   */
  record Grant(String role, List<PolicyRuleArgs> rules, List<GroupName> groups) {
    /** The groups as subjects of a RoleBinding. */
    List<SubjectArgs> subjects() {
      return groups.stream()
          .map(
              group ->
                  SubjectArgs.builder().apiGroup(RBAC).kind("Group").name(group.value()).build())
          .toList();
    }

    /** The Role, as a RoleBinding refers to it. */
    RoleRefArgs roleRef() {
      return RoleRefArgs.builder().apiGroup(RBAC).kind("Role").name(role).build();
    }
  }

  /** The three roles of a tenant. They exist even where no group has them: same for everyone. */
  static List<Grant> grants(GroupsConfig groups) {
    return List.of(
        new Grant(Names.VIEWER, Roles.viewer(), groups.viewer()),
        new Grant(Names.OPERATOR, Roles.operator(), groups.operator()),
        new Grant(Names.DEPLOYER, Roles.deployer(), groups.deployer()));
  }

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
