package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.golden.Verbs;
import dev.tenantry.naming.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of roles in docs/access.md says what the rendered Roles say. */
class AccessDocTest {
  private static final Path PAGE = Path.of("docs", "access.md");
  private static final String END = "<!-- end of roles -->";
  private static final List<String> ROLES = List.of(Names.VIEWER, Names.OPERATOR, Names.DEPLOYER);

  @Test
  void thePageShowsTheRenderedRoles() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("-->\n", page.indexOf("<!-- roles:")) + "-->\n".length();
    StringBuilder table = new StringBuilder("| Resource | viewer | operator | deployer |\n");
    table.append("|---|---|---|---|\n");
    rows()
        .forEach(
            (resource, cells) ->
                table.append("| " + resource + " | " + String.join(" | ", cells) + " |\n"));
    Golden.assertFileMatches(
        PAGE, page.substring(0, start) + table + page.substring(page.indexOf(END)));
  }

  // The engine test writes that golden; a role changed without it must not pass the quick tests.
  @Test
  void theMatrixOfTheRealApiServerShowsTheRenderedRoles() throws IOException {
    Map<String, List<String>> answered = new TreeMap<>();
    for (String line : Files.readAllLines(Golden.ROOT.resolve("access/matrix.txt"))) {
      String[] cells = line.split(" {2,}");
      boolean allowed = cells.length == 4 && !line.matches("\\S+( +-)+");
      if (allowed && !cells[0].equals("resource")) {
        answered.put(cells[0], List.of(cells).subList(1, 4));
      }
    }
    assertThat(answered).isEqualTo(rows());
  }

  private static Map<String, List<String>> rows() {
    Map<String, List<List<String>>> verbs = new TreeMap<>();
    for (JsonNode role : localRoles()) {
      for (JsonNode rule : role.path("rules")) {
        for (JsonNode resource : rule.path("resources")) {
          String name = name(rule.at("/apiGroups/0").asText(), resource.asText());
          List<List<String>> cells =
              verbs.computeIfAbsent(
                  name, absent -> List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
          List<String> cell = cells.get(ROLES.indexOf(role.at("/metadata/name").asText()));
          rule.path("verbs").forEach(verb -> cell.add(verb.asText()));
        }
      }
    }
    Map<String, List<String>> rows = new TreeMap<>();
    verbs.forEach((name, cells) -> rows.put(name, cells.stream().map(Verbs::words).toList()));
    return rows;
  }

  private static List<JsonNode> localRoles() {
    return new StackLawsTest.Stack("local", StackCase.shipped("local"))
        .objects("Role").stream()
            .filter(role -> role.at("/metadata/namespace").asText().equals("tenant-acme"))
            .toList();
  }

  private static String name(String group, String resource) {
    String[] parts = resource.split("/", 2);
    String part = parts.length > 1 ? "/" + parts[1] : "";
    return parts[0] + (group.isEmpty() ? "" : "." + group) + part;
  }
}
