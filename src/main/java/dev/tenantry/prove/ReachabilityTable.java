package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who reaches whom: one column for each sender, one row for each receiver. */
public final class ReachabilityTable {
  private static final String ANOTHER_TENANT = "any pod of another tenant";

  private static final Addresses METADATA =
      Addresses.of("169.254.169.254/32", "169.254.169.252/32");
  private static final Addresses LINK_LOCAL = Addresses.of("169.254.0.0/16", "fe80::/10");
  private static final Addresses PRIVATE =
      Addresses.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
  private static final Addresses GOOGLE_APIS = Addresses.of("199.36.153.4/30", "199.36.153.8/30");

  private final Flows flows;

  /** Cells by receiver, then by sender; more than one text if tenants differ. */
  private final Map<String, Map<String, Set<String>>> cells = new LinkedHashMap<>();

  ReachabilityTable(Flows flows) {
    this.flows = flows;
  }

  /** Adds what a pair has; pods in disguise count as what they are, so that a hole shows. */
  void addPods(Workload from, Workload to, boolean sameNamespace, PortSet ports) {
    boolean betweenTenants = from.isOfTenants() && to.isOfTenants() && !sameNamespace;
    cell(betweenTenants ? ANOTHER_TENANT : to.title(), from.title()).add(ports.toString());
  }

  void addAddresses(Workload from, AddressPorts sent) {
    zones().forEach((zone, part) -> cell(zone, from.title()).add(sent.at(part).toString()));
  }

  /**
   * The header, then one row for each receiver; a dash is nothing, {@code n/a} is not ours.
   *
   * <p>Neighbours in the order of the workloads that differ in nothing share a column or a row.
   */
  public List<List<String>> rows() {
    List<String> senders = flows.workloads().stream().map(Workload::title).toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(new ArrayList<>(List.of("to \\ from")));
    rows.get(0).addAll(senders);
    for (String receiver : receivers()) {
      List<String> row = new ArrayList<>(List.of(receiver));
      senders.forEach(sender -> row.add(text(receiver, sender)));
      rows.add(row);
    }
    List<List<String>> columns = merged(transposed(merged(rows)));
    return transposed(columns);
  }

  private List<String> receivers() {
    List<String> receivers = new ArrayList<>();
    flows.workloads().stream()
        .filter(Workload::isOfTenants)
        .forEach(workload -> receivers.add(workload.title()));
    receivers.add(ANOTHER_TENANT);
    flows.workloads().stream()
        .filter(workload -> !workload.isOfTenants())
        .forEach(workload -> receivers.add(workload.title()));
    cells.keySet().stream()
        .filter(name -> !receivers.contains(name) && !zones().containsKey(name))
        .sorted()
        .toList()
        .forEach(receivers::add);
    receivers.addAll(zones().keySet());
    return receivers;
  }

  /** Joins the titles of lines of one kind with equal cells. */
  private static List<List<String>> merged(List<List<String>> lines) {
    Map<List<String>, List<String>> byCells = new LinkedHashMap<>();
    List<List<String>> result = new ArrayList<>(List.of(lines.get(0)));
    for (List<String> line : lines.subList(1, lines.size())) {
      List<String> cellsOfKind = new ArrayList<>(line);
      cellsOfKind.set(0, kind(line.get(0)));
      List<String> same = byCells.get(cellsOfKind);
      if (same == null) {
        List<String> copy = new ArrayList<>(line);
        result.add(copy);
        byCells.put(cellsOfKind, copy);
      } else {
        same.set(0, same.get(0) + ", " + line.get(0));
      }
    }
    return result;
  }

  /** What must not share a line: tenants' own pods, other tenants, shared services, addresses. */
  private static String kind(String title) {
    if (title.equals(ANOTHER_TENANT)) {
      return title;
    }
    return zones().containsKey(title) ? "addresses" : title.contains("/") ? "shared" : "own";
  }

  private static List<List<String>> transposed(List<List<String>> lines) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < lines.get(0).size(); i++) {
      int column = i;
      columns.add(lines.stream().map(line -> line.get(column)).toList());
    }
    return columns;
  }

  /** The table for a Markdown page. */
  public String markdown() {
    StringBuilder page = new StringBuilder();
    List<List<String>> rows = rows();
    for (int row = 0; row < rows.size(); row++) {
      page.append("| ").append(String.join(" | ", rows.get(row))).append(" |\n");
      if (row == 0) {
        page.append("|---".repeat(rows.get(0).size())).append("|\n");
      }
    }
    return page.toString();
  }

  private static Map<String, Addresses> zones() {
    Map<String, Addresses> zones = new LinkedHashMap<>();
    zones.put("metadata server", METADATA);
    zones.put("other link-local addresses", LINK_LOCAL.minus(METADATA));
    zones.put("private networks", PRIVATE);
    zones.put("private Google APIs", GOOGLE_APIS);
    zones.put("internet", Addresses.ALL.minus(LINK_LOCAL).minus(PRIVATE).minus(GOOGLE_APIS));
    return zones;
  }

  private String text(String receiver, String sender) {
    Set<String> texts = cells.getOrDefault(receiver, Map.of()).getOrDefault(sender, Set.of());
    return texts.isEmpty() ? "n/a" : String.join(" or ", texts);
  }

  private Set<String> cell(String receiver, String sender) {
    return cells
        .computeIfAbsent(receiver, name -> new LinkedHashMap<>())
        .computeIfAbsent(sender, name -> new TreeSet<>());
  }
}
