package dev.tenantry.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  @Test
  void everyObjectIsOneFileThatParsesBackToItsInputs() throws Exception {
    List<RecordedResource> recording = StackCase.shipped("local");
    Map<String, String> files = Manifests.of(recording);
    long objects = recording.stream().filter(RecordedResource::isKubernetesObject).count();
    assertThat(files).hasSize((int) objects + 1);
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().endsWith(".yaml")) {
        JsonNode object = new YAMLMapper().readTree(file.getValue());
        assertThat(object.path("apiVersion").asText()).as(file.getKey()).isNotEmpty();
        assertThat(object.path("kind").asText()).as(file.getKey()).isNotEmpty();
        assertThat(object.at("/metadata/name").asText()).as(file.getKey()).isNotEmpty();
      }
    }
  }

  @Test
  void gcpResourcesAreOneJsonArray() throws Exception {
    String json = Manifests.of(StackCase.shipped("local")).get("gcp.json");
    assertThat(new ObjectMapper().readTree(json).isArray()).isTrue();
  }

  @Test
  void aDeniedNamespaceKeepsItsEmptySelector() {
    String policy =
        Manifests.of(StackCase.shipped("local")).get("tenant-acme/networkpolicy-default-deny.yaml");
    Golden.assertMatches("render/default-deny.yaml", policy);
  }

  @Test
  void aSecondRenderingRemovesTheFilesThatTheFirstWroteAndNoOthers(@TempDir Path folder)
      throws Exception {
    List<RecordedResource> both = StackCase.shipped("local");
    List<RecordedResource> one =
        both.stream().filter(resource -> !resource.namespace().contains("tenant-globex")).toList();
    Manifests.write(both, folder);
    Path mine = Files.writeString(folder.resolve("tenant-globex/mine.yaml"), "kept: true\n");
    Manifests.write(one, folder);
    assertThat(folder.resolve("tenant-acme/networkpolicy-default-deny.yaml")).exists();
    assertThat(folder.resolve("tenant-globex/networkpolicy-default-deny.yaml")).doesNotExist();
    assertThat(mine).exists();
  }
}
