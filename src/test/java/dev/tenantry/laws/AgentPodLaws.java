package dev.tenantry.laws;

import static dev.tenantry.laws.AgentObjects.container;
import static dev.tenantry.laws.AgentObjects.name;
import static dev.tenantry.laws.AgentObjects.namespace;
import static dev.tenantry.laws.AgentObjects.pod;
import static dev.tenantry.laws.AgentObjects.variable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.Quantity;
import dev.tenantry.contract.Variable;
import dev.tenantry.render.RecordedResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with the pods of a recording's agents, as sentences. */
final class AgentPodLaws {
  private static final Set<String> VARIABLES =
      Arrays.stream(Variable.values()).map(Variable::name).collect(Collectors.toSet());

  private static final Map<String, String> PROBES =
      Map.of(
          "startupProbe", "/startupz",
          "readinessProbe", "/readyz",
          "livenessProbe", "/healthz");

  private static final int TOKEN_SECONDS_MAX = 3600;

  private final List<String> broken = new ArrayList<>();
  private final AgentObjects objects;

  private AgentPodLaws(List<RecordedResource> recording) {
    this.objects = new AgentObjects(recording);
  }

  /** Every broken law; empty for a good recording. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    AgentPodLaws laws = new AgentPodLaws(recording);
    for (JsonNode deployment : laws.objects.all("Deployment")) {
      laws.identity(deployment);
      laws.hardening(deployment);
      laws.probes(deployment);
      laws.environment(deployment);
      laws.files(deployment);
      laws.settings(deployment);
    }
    return laws.broken;
  }

  private void require(boolean holds, JsonNode deployment, String sentence) {
    if (!holds) {
      broken.add(namespace(deployment) + "/" + name(deployment) + " " + sentence);
    }
  }

  private void identity(JsonNode deployment) {
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    String tenant = namespace(deployment).substring("tenant-".length());
    require(labels.path("tenant.id").asText().equals(tenant), deployment, "names another tenant");
    String agent = "agent-" + labels.path("agent").asText();
    String own = labels.has("tool") ? agent + "-tool-" + labels.path("tool").asText() : agent;
    require(
        pod(deployment).path("serviceAccountName").asText().equals(own),
        deployment,
        "acts as another ServiceAccount");
    require(
        labels.path("role").asText().equals(variable(deployment, "AGENT_MODE")),
        deployment,
        "is started as something else than its role");
    require(
        labels.equals(merged(labels, deployment.at("/spec/selector/matchLabels"))),
        deployment,
        "does not select its own pods");
  }

  private static JsonNode merged(JsonNode labels, JsonNode selector) {
    return labels
        .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
        .setAll((com.fasterxml.jackson.databind.node.ObjectNode) selector.deepCopy());
  }

  private void hardening(JsonNode deployment) {
    JsonNode pod = pod(deployment);
    require(
        !pod.path("automountServiceAccountToken").asBoolean(true), deployment, "mounts a token");
    require(
        pod.at("/securityContext/runAsNonRoot").asBoolean()
            && pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
        deployment,
        "is not hardened");
    for (JsonNode one : pod.path("containers")) {
      require(
          one.path("image").asText().matches("[^@]+@sha256:[0-9a-f]{64}"),
          deployment,
          "runs an image without its digest");
      JsonNode security = one.path("securityContext");
      require(
          security.path("readOnlyRootFilesystem").asBoolean()
              && !security.path("allowPrivilegeEscalation").asBoolean(true)
              && security.at("/capabilities/drop/0").asText().equals("ALL"),
          deployment,
          "has a container that is not hardened");
    }
    require(
        pod.path("priorityClassName").asText().startsWith("tenant-")
            && !pod.path("topologySpreadConstraints").isEmpty(),
        deployment,
        "has no placement");
  }

  private void probes(JsonNode deployment) {
    JsonNode container = container(deployment);
    String metrics = variable(deployment, "METRICS_PORT");
    PROBES.forEach(
        (probe, path) ->
            require(
                container.at("/" + probe + "/httpGet/path").asText().equals(path)
                    && container.at("/" + probe + "/httpGet/port").asText().equals(metrics),
                deployment,
                "has no " + probe + " at " + path));
    int sleep = container.at("/lifecycle/preStop/sleep/seconds").asInt();
    int shutdown = Integer.parseInt(variable(deployment, "SHUTDOWN_SECONDS"));
    int grace = pod(deployment).path("terminationGracePeriodSeconds").asInt();
    require(sleep > 0, deployment, "gives senders no time to learn that it goes");
    require(grace >= sleep + shutdown, deployment, "is killed before it may have ended");
    int longest =
        objects
            .settings(deployment)
            .map(AgentObjects::tree)
            .map(AgentPodLaws::longest)
            .orElse(Integer.MAX_VALUE);
    require(shutdown >= longest, deployment, "must end before its longest turn has");
  }

  /** Of an orchestrator its turn, of a tool its call, of a worker its lease. */
  static int longest(JsonNode settings) {
    return Math.max(
        settings.at("/limits/seconds").asInt(),
        Math.max(settings.path("seconds").asInt(), settings.path("leaseSeconds").asInt()));
  }

  private void environment(JsonNode deployment) {
    List<String> mounts = new ArrayList<>();
    container(deployment)
        .path("volumeMounts")
        .forEach(m -> mounts.add(m.path("mountPath").asText()));
    for (JsonNode one : container(deployment).path("env")) {
      String name = one.path("name").asText();
      String value = one.path("value").asText();
      require(VARIABLES.contains(name), deployment, "has a variable of its own, " + name);
      require(
          one.at("/valueFrom/secretKeyRef").isMissingNode(),
          deployment,
          "has a secret in the variable " + name);
      require(
          !name.endsWith("_FILE") || mounts.stream().anyMatch(m -> value.startsWith(m + "/")),
          deployment,
          "is told of a file that it does not have: " + value);
    }
  }

  private void files(JsonNode deployment) {
    Set<String> mounted = new TreeSet<>();
    for (JsonNode mount : container(deployment).path("volumeMounts")) {
      mounted.add(mount.path("name").asText());
      require(!mount.has("subPath"), deployment, "mounts a file that never changes");
    }
    for (JsonNode volume : pod(deployment).path("volumes")) {
      String volumeName = volume.path("name").asText();
      require(mounted.remove(volumeName), deployment, "does not mount " + volumeName);
      if (volume.has("emptyDir")) {
        scratch(deployment, volume.path("emptyDir"));
      }
      if (volume.has("secret")) {
        secret(deployment, volume.at("/secret/secretName").asText(), volume.path("secret"));
      }
      for (JsonNode source : volume.at("/projected/sources")) {
        if (source.has("secret")) {
          secret(deployment, source.at("/secret/name").asText(), volume.path("projected"));
        }
        token(deployment, source.path("serviceAccountToken"));
      }
    }
    require(mounted.isEmpty(), deployment, "mounts what is no volume: " + mounted);
  }

  private void scratch(JsonNode deployment, JsonNode folder) {
    Quantity limit =
        Quantity.parse(container(deployment).at("/resources/limits/ephemeral-storage").asText());
    require(
        folder.has("sizeLimit")
            && Quantity.parse(folder.path("sizeLimit").asText()).compareTo(limit) < 0,
        deployment,
        "has a folder without a bound below its own");
  }

  private void token(JsonNode deployment, JsonNode token) {
    require(
        token.isMissingNode()
            || token.path("audience").asText().equals("ai-gateway")
                && token.path("expirationSeconds").asInt() <= TOKEN_SECONDS_MAX
                && !variable(deployment, "AGENT_MODE").equals("tool"),
        deployment,
        "has a token that is for somebody else, or for too long");
  }

  /** A Secret of the same Namespace that something declared makes, readable by its pod alone. */
  private void secret(JsonNode deployment, String secret, JsonNode volume) {
    boolean made =
        objects.beside(deployment, "ExternalSecret").stream()
                .anyMatch(one -> one.at("/spec/target/name").asText().equals(secret))
            || objects.beside(deployment, "Certificate").stream()
                .anyMatch(one -> one.at("/spec/secretName").asText().equals(secret));
    require(made, deployment, "mounts a Secret that nothing makes: " + secret);
    require(
        volume.path("defaultMode").asInt() == 0400, deployment, "mounts a Secret for everybody");
  }

  private void settings(JsonNode deployment) {
    String said =
        deployment.at("/spec/template/metadata/annotations/tenantry.dev~1settings").asText();
    String is = objects.settings(deployment).map(AgentPodLaws::sha256).orElse("no settings");
    require(said.equals(is), deployment, "would not start anew with other settings");
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
