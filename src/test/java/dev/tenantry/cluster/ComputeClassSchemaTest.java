package dev.tenantry.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenantry.golden.StackCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hand-written schema of GKE's own kind judges what the shipped stacks declare. */
class ComputeClassSchemaTest {
  private static final Path DEFINITION =
      Path.of("src/test/resources/crds/computeclasses.cloud.google.com.yaml");

  @Test
  void everyDeclaredClassHasTheFieldsOfItsKind() throws IOException {
    JsonSchema schema = schema();
    assertThat(classes()).hasSize(3);
    for (JsonNode one : classes()) {
      assertThat(schema.validate(one)).as(one.toString()).isEmpty();
    }
  }

  @Test
  void aMisspeltFieldIsRefused() throws IOException {
    ObjectNode misspelt = classes().get(0).deepCopy();
    ((ObjectNode) misspelt.at("/spec/priorities/0")).put("nodePools", "x");
    assertThat(schema().validate(misspelt)).isNotEmpty();
  }

  // Notes of Google's reference that a schema cannot hold.
  @Test
  void aRungIsEitherAPoolOrAMachineAndAReservationHasItsOwnZones() throws IOException {
    for (JsonNode one : classes()) {
      for (JsonNode rung : one.at("/spec/priorities")) {
        if (rung.has("nodepools")) {
          assertThat(rung).hasSize(1);
        } else {
          assertThat(rung.has("location")).isNotEqualTo(rung.has("reservations"));
        }
        assertThat(rung.at("/reservations/affinity").asText("Specific")).isEqualTo("Specific");
      }
    }
  }

  private static List<JsonNode> classes() {
    return Stream.of("dev", "prod")
        .flatMap(stack -> StackCase.shipped(stack).stream())
        .filter(resource -> resource.type().endsWith(":ComputeClass"))
        .<JsonNode>map(resource -> new ObjectMapper().valueToTree(resource.inputs()))
        .toList();
  }

  /** As the API server does when it is asked to be strict; a definition may not say it itself. */
  private static void close(JsonNode schema) {
    if (schema.has("properties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(ComputeClassSchemaTest::close);
  }

  private static JsonSchema schema() throws IOException {
    JsonNode definition = new YAMLMapper().readTree(DEFINITION.toFile());
    JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
    close(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
  }
}
