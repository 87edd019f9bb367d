package dev.tenantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hand-written schema of GKE's own kind judges what the shipped stacks declare. */
class FqdnSchemaTest {
  private static final Path DEFINITION =
      Path.of("src/test/resources/crds/fqdnnetworkpolicies.networking.gke.io.yaml");

  @Test
  void everyDeclaredPolicyHasTheFieldsOfItsKind() throws IOException {
    List<JsonNode> policies =
        StackCase.SHIPPED.stream()
            .flatMap(stack -> StackCase.shipped(stack).stream())
            .filter(resource -> resource.type().endsWith(":FQDNNetworkPolicy"))
            .map(RecordedResource::inputs)
            .<JsonNode>map(inputs -> new ObjectMapper().valueToTree(inputs))
            .toList();
    assertThat(policies).isNotEmpty();
    JsonSchema schema = schema();
    for (JsonNode policy : policies) {
      assertThat(schema.validate(policy)).as(policy.toString()).isEmpty();
    }
  }

  @Test
  void theSchemaRefusesTheFieldsOfTheArchivedProjectWithTheSameKind() throws IOException {
    JsonNode old =
        new YAMLMapper()
            .readTree("spec: { podSelector: {}, egress: [{ to: [{ fqdns: [example.com] }] }] }");
    assertThat(schema().validate(old)).isNotEmpty();
  }

  private static JsonSchema schema() throws IOException {
    JsonNode definition = new YAMLMapper().readTree(DEFINITION.toFile());
    JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
  }
}
