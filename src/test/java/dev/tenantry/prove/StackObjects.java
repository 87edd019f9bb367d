package dev.tenantry.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the prover gets of a shipped stack: its objects and its table. */
record StackObjects(List<Map<String, Object>> objects, Flows flows) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static StackObjects shipped(String stack) {
    List<Map<String, Object>> objects =
        StackCase.shipped(stack).stream()
            .filter(RecordedResource::isKubernetesObject)
            .map(RecordedResource::inputs)
            .toList();
    return new StackObjects(objects, flows(stack));
  }

  /** The stack with many more tenants, each a copy of one that it has. */
  StackObjects withCopiesOf(String tenant, int copies) throws JsonProcessingException {
    List<Map<String, Object>> all = new ArrayList<>(objects);
    for (Map<String, Object> object : objects) {
      String text = JSON.writeValueAsString(object);
      for (int copy = 0; copy < copies && text.contains(tenant); copy++) {
        all.add(JSON.readValue(text.replace(tenant, "copy" + copy), new TypeReference<>() {}));
      }
    }
    return new StackObjects(all, flows);
  }

  Proof prove() {
    return Prover.prove(objects, flows);
  }

  private static Flows flows(String stack) {
    return AllowedFlows.of(ConfigLoader.load(Path.of(""), stack));
  }
}
