package dev.tenantry.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The people of one tenant, by role. All lists may be empty: then nobody is let in.
 *
 * @param viewer groups that may look
 * @param operator groups that may look, restart and scale
 * @param deployer groups that may change what runs
 */
public record GroupsConfig(
    @Key("Groups that may read workloads, events, logs, limits and network policies.")
        List<GroupName> viewer,
    @Key("Groups on call: they read as a viewer, restart pods, scale and stop jobs.")
        List<GroupName> operator,
    @Key("Groups that deploy, such as CI: they write workloads, services and config maps.")
        List<GroupName> deployer) {
  /**
   * Sorts the groups.
   *
   * @throws IllegalArgumentException if a group occurs twice in one role
   */
  public GroupsConfig {
    viewer = sorted(viewer);
    operator = sorted(operator);
    deployer = sorted(deployer);
  }

  /** The groups of each role, by the role's key. */
  public Map<String, List<GroupName>> byRole() {
    Map<String, List<GroupName>> roles = new LinkedHashMap<>();
    roles.put("viewer", viewer);
    roles.put("operator", operator);
    roles.put("deployer", deployer);
    return roles;
  }

  /**
   * Reports a group that stands in two roles.
   *
   * <p>Roles add up, so the file would not say what the group may do; and who deploys and who is on
   * call can then be told apart in an audit log.
   */
  void validate(KeyPath here, Problems out) {
    Map<GroupName, String> first = new LinkedHashMap<>();
    byRole()
        .forEach(
            (role, groups) ->
                groups.forEach(
                    group -> {
                      String other = first.putIfAbsent(group, role);
                      if (other != null) {
                        String message = Words.quote(group.value()) + " is named by two roles";
                        String hint = "keep it in " + other + " or in " + role;
                        out.add(Rule.GROUP_IN_TWO_ROLES, here.key(role), message, hint);
                      }
                    }));
  }

  private static List<GroupName> sorted(List<GroupName> groups) {
    var sorted = new TreeSet<>(groups);
    if (sorted.size() != groups.size()) {
      throw new IllegalArgumentException("a group occurs twice in " + groups);
    }
    return List.copyOf(sorted);
  }
}
