package dev.tenantry.policies.product;

import dev.tenantry.policies.Control;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.product.ControlList.Entry;
import dev.tenantry.policies.product.ControlList.Together;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How far the rules meet other people's, as far as catalogues map both to the same controls.
 *
 * @param lists the controls, with others' checks
 * @param rules our rules
 */
record PeerChecks(List<ControlList> lists, Supplier<List<RuleInfo>> rules) {
  private static final String PULUMI = "PULUMI_COMPLIANCE";

  /** One row for each of the others, and what only we have. */
  String table() {
    long own = rules.get().stream().filter(rule -> !isShared(rule)).count();
    return "\n## Against other rule sets\n\n"
        + "| Rule set | Its checks in these catalogues | On controls that a rule of ours names |\n"
        + "|---|---|---|\n"
        + row("checkov", peer -> peer.startsWith("CKV"))
        + row("Trivy", peer -> peer.startsWith("KSV"))
        + pulumi()
        + "\n"
        + own
        + " of our rules name no control that any of these checks asks for.\n";
  }

  private String row(String name, Predicate<String> ofIt) {
    Set<String> all = new TreeSet<>();
    Set<String> met = new TreeSet<>();
    for (ControlList list : lists) {
      for (Entry one : list.controls()) {
        one.peers().stream().filter(ofIt).forEach(all::add);
        if (named(list).contains(one.id())) {
          one.peers().stream().filter(ofIt).forEach(met::add);
        }
      }
      for (Together some : list.together()) {
        some.peers().stream().filter(ofIt).forEach(all::add);
        if (some.ids().stream().anyMatch(named(list)::contains)) {
          some.peers().stream().filter(ofIt).forEach(met::add);
        }
      }
    }
    return "| " + name + " | " + all.size() + " | " + met.size() + " |\n";
  }

  private String pulumi() {
    ControlList list =
        lists.stream().filter(one -> one.catalogue().equals(PULUMI)).findFirst().orElseThrow();
    long met = list.controls().stream().filter(one -> named(list).contains(one.id())).count();
    return "| " + list.title() + " | " + list.controls().size() + " | " + met + " |\n";
  }

  private boolean isShared(RuleInfo rule) {
    return rule.controls().stream().anyMatch(this::hasPeers);
  }

  private boolean hasPeers(Control control) {
    String catalogue = control.catalogue().name();
    return catalogue.equals(PULUMI)
        || catalogue.equals("CHECKOV")
        || lists.stream()
            .filter(list -> list.catalogue().equals(catalogue))
            .anyMatch(
                list ->
                    list.controls().stream()
                            .anyMatch(
                                one -> one.id().equals(control.id()) && !one.peers().isEmpty())
                        || list.together().stream()
                            .anyMatch(some -> some.ids().contains(control.id())));
  }

  private Set<String> named(ControlList list) {
    return rules.get().stream()
        .flatMap(rule -> rule.controls().stream())
        .filter(control -> control.catalogue().name().equals(list.catalogue()))
        .map(Control::id)
        .collect(Collectors.toSet());
  }
}
