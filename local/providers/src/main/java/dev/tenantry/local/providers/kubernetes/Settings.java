package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Suggestion;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.Provider.CheckFailure;

/**
 * The provider's own inputs. Their names are those of pulumi-kubernetes 4.34.
 *
 * @param inputs as the engine sends them, without secret marks
 */
record Settings(Map<String, Object> inputs) {
  private static final Set<String> KNOWN =
      Set.of(
          "alwaysRender",
          "cluster",
          "clusterIdentifier",
          "context",
          "deleteUnreachable",
          "enableConfigMapMutable",
          "enablePatchForce",
          "enableReplaceCRD",
          "enableSecretMutable",
          "enableServerSideApply",
          "helmReleaseSettings",
          "kubeClientSettings",
          "kubeconfig",
          "namespace",
          "renderYamlToDirectory",
          "skipUpdateUnreachable",
          "suppressDeprecationWarnings",
          "suppressHelmHookWarnings",
          "upsertExistingObjects");

  /** The engine's own words beside the provider's. */
  private static final Set<String> ENGINE =
      Set.of("version", "pluginDownloadURL", "pluginChecksums", "parameterization", "__internal");

  Settings {
    inputs = Tree.plain(inputs);
  }

  /** Complaints about inputs that the real plug-in does not have or that are not possible here. */
  List<CheckFailure> problems() {
    List<CheckFailure> problems = new ArrayList<>();
    for (String name : inputs.keySet()) {
      if (!KNOWN.contains(name) && !ENGINE.contains(name)) {
        String hint = Suggestion.hint(name, new TreeSet<>(KNOWN));
        problems.add(failure(name, "unknown provider input \"" + name + "\"" + hint));
      }
    }
    if (text("enableServerSideApply").equals("false")) {
      problems.add(
          failure("enableServerSideApply", "the test provider only does server-side apply"));
    }
    if (!text("renderYamlToDirectory").isEmpty()) {
      problems.add(failure("renderYamlToDirectory", "the test provider does not render YAML"));
    }
    return problems;
  }

  private static CheckFailure failure(String property, String reason) {
    return CheckFailure.newBuilder().setProperty(property).setReason(reason).build();
  }

  /** An input as text; booleans arrive as such or as JSON text. */
  String text(String name) {
    Object value = inputs.getOrDefault(name, "");
    return value instanceof String || value instanceof Boolean ? String.valueOf(value) : "";
  }

  /** A switch, from the input or from the plug-in's environment variable. */
  boolean isOn(String name, Map<String, String> environment, String variable) {
    String value = text(name);
    return (value.isEmpty() ? environment.getOrDefault(variable, "") : value)
        .equalsIgnoreCase("true");
  }
}
