package dev.tenantry.demonstration;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DataMode;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.ToolConfig;
import dev.tenantry.config.ToolName;
import dev.tenantry.contract.ToolKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one agent of a tenant that runs on this machine: the one with most tools that the reference
 * image has, the first by name among equals.
 *
 * @param tenant whose it is
 * @param name its name
 */
public record DemonstratedAgent(TenantConfig tenant, AgentName name) {

  /** Those of a stack, one for each tenant that has an agent and its data in PostgreSQL. */
  public static List<DemonstratedAgent> of(StackConfig stack) {
    return stack.tenants().values().stream().flatMap(one -> of(one).stream()).toList();
  }

  /** What a stack has and what does not run here, one sentence each. */
  public static List<String> leftOut(StackConfig stack) {
    List<String> sentences = new ArrayList<>();
    for (TenantConfig tenant : stack.tenants().values()) {
      Optional<DemonstratedAgent> agent = of(tenant);
      if (agent.isPresent()) {
        sentences.addAll(agent.get().leftOut());
      } else {
        String reason =
            tenant.agents().isEmpty() ? "has no agent" : "keeps its data in SQLite, beside a pod";
        sentences.add(tenant.name() + ": nothing runs here, as it " + reason);
      }
    }
    return sentences;
  }

  private static Optional<DemonstratedAgent> of(TenantConfig tenant) {
    if (tenant.data().mode() == DataMode.SQLITE) {
      return Optional.empty();
    }
    return tenant.agents().keySet().stream()
        .map(name -> new DemonstratedAgent(tenant, name))
        .max(
            Comparator.comparing((DemonstratedAgent agent) -> agent.tools().size())
                .thenComparing(DemonstratedAgent::name, Comparator.reverseOrder()));
  }

  /** Its tools that the reference image has, sorted. */
  public List<ToolName> tools() {
    return all().filter(tool -> kind(tool).isPresent()).toList();
  }

  /** Whether it has a queue and somebody who works on it. */
  public boolean hasWorker() {
    return tenant.agents().get(name).hasWorker();
  }

  /** What the reference image serves as a tool; empty if the tool has an image of its own. */
  private Optional<ToolKind> kind(ToolName tool) {
    return tenant.tool(tool).flatMap(ToolConfig::kind);
  }

  private Stream<ToolName> all() {
    return tenant.agents().get(name).tools().stream();
  }

  private List<String> leftOut() {
    List<String> sentences = new ArrayList<>();
    if (!hasWorker()) {
      sentences.add(this + ": its file wants no worker");
    }
    all()
        .filter(tool -> kind(tool).isEmpty())
        .forEach(
            tool ->
                sentences.add(
                    this
                        + ": tool "
                        + tool
                        + " does not run here: it is not the reference image's"));
    tenant.agents().keySet().stream()
        .filter(other -> !other.equals(name))
        .forEach(
            other ->
                sentences.add(
                    tenant.name() + "/" + other + ": does not run here: one agent a tenant"));
    return sentences;
  }

  /** Tenant and agent, as people write them. */
  @Override
  public String toString() {
    return tenant.name() + "/" + name;
  }
}
