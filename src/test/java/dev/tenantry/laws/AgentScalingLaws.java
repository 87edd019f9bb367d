package dev.tenantry.laws;

import static dev.tenantry.laws.AgentObjects.name;
import static dev.tenantry.laws.AgentObjects.namespace;
import static dev.tenantry.laws.AgentObjects.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with how agents scale, give way, are called and prove who they are. */
final class AgentScalingLaws {
  private final List<String> broken = new ArrayList<>();
  private final AgentObjects objects;

  private AgentScalingLaws(List<RecordedResource> recording) {
    this.objects = new AgentObjects(recording);
  }

  /** Every broken law; empty for a good recording. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    AgentScalingLaws laws = new AgentScalingLaws(recording);
    laws.objects.all("Deployment").forEach(laws::replicas);
    laws.objects.all("Deployment").forEach(laws::rollout);
    laws.objects.all("PodDisruptionBudget").forEach(laws::budget);
    laws.objects.all("Service").forEach(laws::service);
    laws.objects.all("Certificate").forEach(laws::certificate);
    laws.objects.all("Deployment").forEach(laws::callers);
    return laws.broken;
  }

  private void require(boolean holds, JsonNode object, String sentence) {
    if (!holds) {
      broken.add(namespace(object) + "/" + name(object) + " " + sentence);
    }
  }

  private void replicas(JsonNode deployment) {
    List<JsonNode> scalers = objects.scalers(deployment);
    boolean fixed = deployment.path("spec").has("replicas");
    require(
        fixed ? scalers.isEmpty() : scalers.size() == 1,
        deployment,
        "has " + scalers.size() + " autoscalers, and replicas " + (fixed ? "said" : "not said"));
    for (JsonNode scaler : scalers) {
      JsonNode spec = scaler.path("spec");
      int least = spec.path("minReplicas").asInt(spec.path("minReplicaCount").asInt(-1));
      int most = spec.path("maxReplicas").asInt(spec.path("maxReplicaCount").asInt(-1));
      require(least >= 0 && most > least, scaler, "has no room to scale");
      int calm = scaler.findPath("scaleDown").path("stabilizationWindowSeconds").asInt(-1);
      int longest =
          objects
              .settings(deployment)
              .map(AgentObjects::tree)
              .map(AgentPodLaws::longest)
              .orElse(Integer.MAX_VALUE);
      require(calm >= longest, scaler, "takes pods away before a turn is over");
      if (spec.has("triggers")) {
        require(
            spec.at("/fallback/replicas").asInt() >= 1
                && spec.path("cooldownPeriod").asInt() >= longest,
            scaler,
            "stops all work when it cannot see");
      }
      boolean budget =
          objects.beside(deployment, "PodDisruptionBudget").stream()
              .anyMatch(one -> name(one).equals(name(deployment)));
      require(budget == least >= 2, deployment, "has a budget for one pod, or none for two");
    }
  }

  /** One more before one less; but never two that write one file. */
  private void rollout(JsonNode deployment) {
    boolean volume = pod(deployment).findValue("persistentVolumeClaim") != null;
    JsonNode strategy = deployment.at("/spec/strategy");
    boolean rolling =
        strategy.path("type").asText().equals("RollingUpdate")
            && strategy.at("/rollingUpdate/maxSurge").asInt() == 1
            && strategy.at("/rollingUpdate/maxUnavailable").asInt(-1) == 0;
    require(
        volume ? strategy.path("type").asText().equals("Recreate") : rolling,
        deployment,
        "would be replaced in the wrong order");
    require(
        !volume || deployment.at("/spec/replicas").asInt() == 1,
        deployment,
        "has more than one writer of its file");
  }

  private void budget(JsonNode budget) {
    require(
        budget.at("/spec/unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")
            && budget.at("/spec/maxUnavailable").asInt() == 1,
        budget,
        "keeps nodes from being drained");
  }

  /** One Deployment behind each, on the port that policies open; metrics are behind none. */
  private void service(JsonNode service) {
    List<JsonNode> behind =
        objects.beside(service, "Deployment").stream()
            .filter(
                one -> one.at("/spec/selector/matchLabels").equals(service.at("/spec/selector")))
            .toList();
    require(behind.size() == 1, service, "leads to " + behind.size() + " workloads");
    String role = service.at("/spec/selector/role").asText();
    int port = role.equals("tool") ? 8443 : 8080;
    require(
        service.at("/spec/type").asText().equals("ClusterIP")
            && service.at("/spec/ports").size() == 1
            && service.at("/spec/ports/0/port").asInt() == port,
        service,
        "opens another port than " + port);
  }

  private void certificate(JsonNode certificate) {
    JsonNode spec = certificate.path("spec");
    boolean known =
        objects.beside(certificate, "Issuer").stream()
            .anyMatch(one -> name(one).equals(spec.at("/issuerRef/name").asText()));
    require(
        known && spec.at("/issuerRef/kind").asText().equals("Issuer"),
        certificate,
        "is signed by somebody outside of its Namespace");
    if (!spec.path("isCA").asBoolean()) {
      String account = name(certificate).replaceAll("-tls$", "");
      String end = "/ns/" + namespace(certificate) + "/sa/" + account;
      require(
          spec.path("uris").size() == 1 && spec.at("/uris/0").asText().endsWith(end),
          certificate,
          "is not its ServiceAccount's");
      require(
          spec.at("/privateKey/rotationPolicy").asText().equals("Always"),
          certificate,
          "keeps its key for ever");
    }
  }

  /** A tool lets in its own agent alone. */
  private void callers(JsonNode deployment) {
    if (!AgentObjects.variable(deployment, "AGENT_MODE").equals("tool")) {
      return;
    }
    String agent = deployment.at("/spec/template/metadata/labels/agent").asText();
    String end = "/ns/" + namespace(deployment) + "/sa/agent-" + agent;
    JsonNode callers =
        objects.settings(deployment).map(AgentObjects::tree).orElseThrow().path("callers");
    require(
        callers.size() == 1 && callers.path(0).asText().endsWith(end),
        deployment,
        "lets in somebody else than its agent");
  }
}
