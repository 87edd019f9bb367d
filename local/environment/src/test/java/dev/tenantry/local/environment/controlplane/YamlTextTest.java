package dev.tenantry.local.environment.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  @Test
  void writesNestedMapsAndLists() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", "a \"b\"");
    item.put("inner", Map.of("key", "value"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", "Config");
    document.put("list", List.of(item, "text"));
    document.put("none", List.of());
    assertThat(YamlText.of(document))
        .isEqualTo(
            String.join(
                "\n",
                "kind: \"Config\"",
                "list:",
                "- name: \"a \\\"b\\\"\"",
                "  inner:",
                "    key: \"value\"",
                "- \"text\"",
                "none: []",
                ""));
  }
}
