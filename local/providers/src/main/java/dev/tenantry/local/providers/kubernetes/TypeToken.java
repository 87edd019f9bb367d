package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;
import java.util.Set;

/**
 * What a resource type of pulumi-kubernetes stands for.
 *
 * @param apiVersion as in a manifest: {@code v1}, {@code apps/v1}
 * @param kind as in a manifest, without a {@code Patch} suffix
 * @param patch true for {@code <Kind>Patch}: an object of somebody else, of which only the given
 *     fields are ours
 */
record TypeToken(String apiVersion, String kind, boolean patch) {
  private static final Set<String> NOT_OBJECTS =
      Set.of("helm.sh", "yaml", "kustomize", "apiextensions.k8s.io:CustomResource");

  static TypeToken parse(String token) {
    String[] parts = token.split(":", 3);
    if (parts.length != 3 || !parts[0].equals("kubernetes")) {
      throw new ProviderFailure("not a type of the kubernetes package: " + token);
    }
    String group = parts[1].contains("/") ? parts[1].substring(0, parts[1].indexOf('/')) : parts[1];
    if (NOT_OBJECTS.contains(group) || !parts[1].contains("/")) {
      throw unsupported(token, "it is not a Kubernetes object");
    }
    boolean builtIn = !group.contains(".") || group.endsWith(".k8s.io");
    if (builtIn && parts[2].endsWith("List")) {
      throw unsupported(token, "register the objects one by one");
    }
    String apiVersion = group.equals("core") ? parts[1].substring("core/".length()) : parts[1];
    boolean patch = parts[2].endsWith("Patch") && parts[2].length() > "Patch".length();
    String kind = patch ? parts[2].substring(0, parts[2].length() - "Patch".length()) : parts[2];
    return new TypeToken(apiVersion, kind, patch);
  }

  private static ProviderFailure unsupported(String token, String why) {
    return new ProviderFailure("the test provider does not support " + token + ": " + why);
  }

  /** The API group, empty for the core one. */
  String group() {
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }

  boolean isSecret() {
    return apiVersion.equals("v1") && kind.equals("Secret");
  }

  boolean isNamespace() {
    return apiVersion.equals("v1") && kind.equals("Namespace");
  }

  boolean isCustomResourceDefinition() {
    return kind.equals("CustomResourceDefinition");
  }
}
