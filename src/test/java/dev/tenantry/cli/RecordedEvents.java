package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.Preview;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Events in the form of the engine's log, from {@code src/test/plan/<case>.yaml}. */
final class RecordedEvents {
  private static final Path FOLDER = Path.of("src/test/plan");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedEvents() {}

  /** The plan of a case, as the command makes it. */
  static Plan plan(String stack, String name) {
    Preview preview = events(name).preview(stack, Optional.empty());
    return Plan.of(preview, PlanPrices.of(preview.steps()));
  }

  /** A case's events. */
  static PlanEvents events(String name) {
    PlanEvents events = new PlanEvents();
    try {
      // Jackson reads no YAML anchors, with which a state is written once and used twice.
      String text = Files.readString(FOLDER.resolve(name + ".yaml"));
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      for (JsonNode event : JSON.valueToTree(tree)) {
        events.accept(event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }
}
