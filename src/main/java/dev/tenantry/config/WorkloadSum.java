package dev.tenantry.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What all workloads of a tenant may need at one moment: each at its most replicas, in the middle
 * of a rollout, with every Job running.
 *
 * <p>A quota that is smaller shows itself on the busiest day, as a pod that does not start.
 */
final class WorkloadSum {
  /** The pod that a rollout adds before it removes one: maxSurge of every Deployment. */
  static final int SURGE = 1;

  private final List<Line> lines = new ArrayList<>();
  private final List<Line> podLines = new ArrayList<>();

  /** A workload at its largest, or a container that joins the pods of another. */
  private record Line(
      String name, ResourceAmounts requests, ResourceAmounts limits, int pods, String words) {}

  WorkloadSum(WorkloadsConfig sizes, SortedMap<AgentName, AgentConfig> agents, DataConfig data) {
    agents.forEach(
        (name, agent) -> {
          addDeployment(name + " orchestrator", sizes.orchestrator());
          if (agent.hasWorker()) {
            addDeployment(name + " worker", sizes.worker());
          }
          if (data instanceof SqliteSidecar) {
            addSidecar(name + " replicator", sizes.orchestrator().replicas().max());
          }
          agent.tools().forEach(tool -> addDeployment(name + " tool " + tool, sizes.tool()));
        });
    if (!agents.isEmpty()) {
      int most = sizes.job().replicas().max();
      add("jobs", sizes.job(), most, Integer.toString(most));
    }
  }

  private void addDeployment(String name, WorkloadConfig size) {
    int most = size.replicas().max();
    // What has no pod is never rolled out.
    int pods = most == 0 ? 0 : most + SURGE;
    add(name, size, pods, most == 0 ? "0" : most + " + " + SURGE);
  }

  private void add(String name, WorkloadConfig size, int pods, String words) {
    lines.add(new Line(name, size.requests(), size.limits(), pods, words));
    podLines.add(lines.get(lines.size() - 1));
  }

  /** In every pod of an orchestrator; it is no pod of its own. */
  private void addSidecar(String name, int most) {
    lines.add(
        new Line(
            name,
            SqliteSidecar.SIDECAR_REQUESTS,
            SqliteSidecar.SIDECAR_LIMITS,
            most == 0 ? 0 : most + SURGE,
            most == 0 ? "0" : most + " + " + SURGE));
  }

  /** Reports every amount of {@code quota} that is smaller than the sum. */
  void validate(KeyPath tenant, QuotaConfig quota, Problems out) {
    needed()
        .forEach(
            (path, need) -> {
              Quantity has = quota.amounts().get(path);
              BigDecimal sum = need.total();
              if (sum.compareTo(has.amount()) > 0) {
                boolean binary = has.text().endsWith("i");
                String over = Quantity.words(sum.subtract(has.amount()), binary);
                out.addInherited(
                    Rule.WORKLOADS_ABOVE_QUOTA,
                    path.under(tenant.key("quota")),
                    tenant.key("tier"),
                    String.format(
                        "the workloads may need %s, which is %s more than the quota (%s)",
                        Quantity.words(sum, binary), over, has),
                    String.format("raise quota.%s, or lower replicas or sizes in workloads", path),
                    need.details(binary));
              }
            });
  }

  private Map<KeyPath, Need> needed() {
    Map<KeyPath, Need> all = new LinkedHashMap<>();
    for (String resource : ResourceAmounts.KEYS) {
      Need requests = new Need();
      Need limits = new Need();
      for (Line line : lines) {
        requests.add(line, line.requests().get(resource).amount());
        limits.add(line, line.limits().get(resource).amount());
      }
      all.put(KeyPath.of("requests", resource), requests);
      all.put(KeyPath.of("limits", resource), limits);
    }
    Need pods = new Need();
    podLines.forEach(line -> pods.add(line, BigDecimal.ONE));
    all.put(KeyPath.of("objects", "pods"), pods);
    return all;
  }

  /** The sum of one resource, line by line. */
  private static final class Need {
    private final Map<Line, BigDecimal> each = new LinkedHashMap<>();

    void add(Line line, BigDecimal amount) {
      each.put(line, amount);
    }

    BigDecimal total() {
      return each.entrySet().stream()
          .map(entry -> times(entry.getKey(), entry.getValue()))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<String> details(boolean binary) {
      int width = each.keySet().stream().mapToInt(line -> line.name().length()).max().orElse(0);
      List<String> shown = new ArrayList<>();
      each.forEach(
          (line, amount) ->
              shown.add(
                  String.format(
                      "%-" + width + "s  (%s) × %s = %s",
                      line.name(),
                      line.words(),
                      Quantity.words(amount, binary),
                      Quantity.words(times(line, amount), binary))));
      shown.add(String.format("%-" + width + "s  %s", "sum", Quantity.words(total(), binary)));
      return shown;
    }

    private static BigDecimal times(Line line, BigDecimal amount) {
      return amount.multiply(BigDecimal.valueOf(line.pods()));
    }
  }
}
