package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects that run agents, of a recording, as laws look at them. */
final class AgentObjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RecordedResource> recording;

  AgentObjects(List<RecordedResource> recording) {
    this.recording = recording;
  }

  /** Those below the component of the agents. */
  static List<RecordedResource> of(List<RecordedResource> recording) {
    return recording.stream()
        .filter(one -> one.parent().startsWith(TypeTokens.TENANT_AGENTS + "::"))
        .toList();
  }

  /** The objects of a kind. */
  List<JsonNode> all(String kind) {
    return of(recording).stream()
        .filter(RecordedResource::isKubernetesObject)
        .filter(one -> one.kind().equals(kind))
        .<JsonNode>map(one -> JSON.valueToTree(one.inputs()))
        .toList();
  }

  /** The objects of a kind in the Namespace of another object, whoever declared them. */
  List<JsonNode> beside(JsonNode object, String kind) {
    return recording.stream()
        .filter(RecordedResource::isKubernetesObject)
        .filter(one -> one.kind().equals(kind))
        .<JsonNode>map(one -> JSON.valueToTree(one.inputs()))
        .filter(one -> namespace(one).equals(namespace(object)))
        .toList();
  }

  /** The autoscalers of a Deployment. */
  List<JsonNode> scalers(JsonNode deployment) {
    List<JsonNode> all = new ArrayList<>(beside(deployment, "HorizontalPodAutoscaler"));
    all.addAll(beside(deployment, "ScaledObject"));
    all.removeIf(one -> !one.at("/spec/scaleTargetRef/name").asText().equals(name(deployment)));
    return all;
  }

  /** The settings that a Deployment's pods read, as JSON text. */
  Optional<String> settings(JsonNode deployment) {
    for (JsonNode volume : pod(deployment).path("volumes")) {
      if (volume.has("configMap")) {
        String key = volume.at("/configMap/items/0/key").asText();
        return beside(deployment, "ConfigMap").stream()
            .filter(one -> name(one).equals(volume.at("/configMap/name").asText()))
            .map(one -> one.path("data").path(key))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst();
      }
    }
    return Optional.empty();
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (java.io.IOException e) {
      throw new AssertionError(json, e);
    }
  }

  static JsonNode pod(JsonNode deployment) {
    return deployment.at("/spec/template/spec");
  }

  static JsonNode container(JsonNode deployment) {
    return pod(deployment).at("/containers/0");
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  /** The value of a variable of a Deployment's container; empty if it has none. */
  static String variable(JsonNode deployment, String name) {
    for (JsonNode one : container(deployment).path("env")) {
      if (one.path("name").asText().equals(name)) {
        return one.path("value").asText();
      }
    }
    return "";
  }
}
