package dev.tenantry.policies.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.pack.TenantryRules;
import dev.tenantry.policies.product.ControlList.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every control that is listed of the catalogues is answered, and docs/policy-coverage.md says by
 * what.
 */
class PolicyCoverageDocTest {
  private static final Path PAGE = Path.of("docs", "policy-coverage.md");
  private static final String START = "<!-- coverage -->\n";
  private static final String END = "<!-- end of coverage -->";

  private static final String LISTED =
      """

      A catalogue's list holds what it asks of resources that this program can declare. Its other
      chapters are not listed and count nowhere: of the CIS benchmarks, for example, those on the
      control plane that Google runs, on people's accounts, on virtual machines and on BigQuery.
      So the figures say how much of a list is answered, not how much of a catalogue.
      """;

  /** More would hide the rest of the row. */
  private static final int SHOWN = 4;

  @Test
  void everyControlIsAnsweredOnce() throws IOException {
    List<String> findings = new ArrayList<>();
    for (ControlList list : ControlList.read()) {
      for (Entry one : list.controls()) {
        boolean named = !rules(list, one).isEmpty();
        int answers = one.answer().size() + (named ? 1 : 0);
        if (answers != 1 && !one.is("elsewhere")) {
          findings.add(list.catalogue() + " " + one.id() + ": " + answers + " answers");
        }
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void everyControlThatARuleNamesIsInTheList() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (ControlList list : ControlList.read()) {
      list.controls().forEach(one -> listed.add(list.catalogue() + " " + one.id()));
    }
    for (RuleInfo rule : rules()) {
      for (Control control : rule.controls()) {
        if (control.catalogue() == Catalogue.TENANTRY) {
          assertThat(Path.of(control.id())).as(rule.id()).exists();
        } else {
          assertThat(listed)
              .as(rule.id())
              .contains(control.catalogue().name() + " " + control.id());
        }
      }
    }
  }

  @Test
  void everyRuleThatTheListNamesExists() throws IOException {
    Set<String> ids = rules().stream().map(RuleInfo::id).collect(Collectors.toSet());
    for (ControlList list : ControlList.read()) {
      list.controls().forEach(one -> assertThat(ids).as(one.id()).containsAll(one.rules()));
    }
  }

  @Test
  void thePageShowsTheAnswers() throws IOException {
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : START + END + "\n";
    int start = page.indexOf(START) + START.length();
    Golden.assertFileMatches(
        PAGE, page.substring(0, start) + coverage() + page.substring(page.indexOf(END)));
  }

  private static String coverage() throws IOException {
    List<ControlList> lists = ControlList.read();
    StringBuilder text = new StringBuilder("\n## In figures\n\n" + rules().size() + " rules.\n\n");
    text.append("| Catalogue | Controls | By rules | Elsewhere | Open |\n|---|---|---|---|---|\n");
    lists.forEach(list -> text.append(figures(list)));
    text.append(LISTED);
    text.append(new PeerChecks(lists, PolicyCoverageDocTest::rules).table());
    for (ControlList list : lists) {
      text.append("\n## ").append(list.title()).append('\n');
      text.append("\n| Control | What it asks for | Answered by |\n|---|---|---|\n");
      for (Entry one : list.controls()) {
        text.append("| ").append(one.id()).append(" | ").append(one.title()).append(" | ");
        text.append(answer(list, one).replace("|", "\\|").replace("<", "&lt;")).append(" |\n");
      }
    }
    return text.append('\n').toString();
  }

  private static String figures(ControlList list) {
    long ruled = list.controls().stream().filter(one -> !rules(list, one).isEmpty()).count();
    long open = list.controls().stream().filter(one -> one.is("open") || one.is("awaits")).count();
    long elsewhere = list.controls().size() - ruled - open;
    return Stream.of(list.title(), list.controls().size(), ruled, elsewhere, open)
        .map(String::valueOf)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String answer(ControlList list, Entry one) {
    List<String> ids = rules(list, one);
    if (ids.isEmpty()) {
      return one.answer().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining());
    }
    String shown =
        ids.stream().limit(SHOWN).map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    return ids.size() > SHOWN ? shown + " and " + (ids.size() - SHOWN) + " more" : shown;
  }

  /** Ids of the rules that name a control, and of those that the list names for it. */
  private static List<String> rules(ControlList list, Entry entry) {
    Stream<String> naming =
        rules().stream()
            .filter(
                rule ->
                    rule.controls().stream()
                        .anyMatch(
                            control ->
                                control.catalogue().name().equals(list.catalogue())
                                    && control.id().equals(entry.id())))
            .map(RuleInfo::id);
    return Stream.concat(naming, entry.rules().stream()).distinct().toList();
  }

  private static List<RuleInfo> rules() {
    return TenantryRules.all().all().stream().map(PolicyRule::info).toList();
  }
}
