package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource as a program of any language hands it to the engine.
 *
 * @param group a component of its own is its parent, so that groups may use the same names
 * @param type its token
 * @param name its logical name
 * @param properties its inputs, with the engine's marks for what is secret or not known yet
 */
record RawResource(String group, String type, String name, JsonNode properties) {
  /** What starts the tokens of providers themselves. */
  private static final String PROVIDERS = "pulumi:providers:";

  /** The URN that the engine gives it. */
  String urn(String stack, String project) {
    String parent = group.isEmpty() ? "" : groupType() + "$";
    return String.join("::", "urn:pulumi:" + stack, project, parent + type, name);
  }

  String groupType() {
    return "planted:group:" + group;
  }

  /** Whether a provider's process makes it; components have none. */
  boolean isCustom() {
    return isProvider() || provider().equals("kubernetes") || provider().equals("gcp");
  }

  boolean isProvider() {
    return type.startsWith(PROVIDERS);
  }

  /** The provider's name. */
  String provider() {
    return type.substring(0, type.indexOf(':'));
  }
}
