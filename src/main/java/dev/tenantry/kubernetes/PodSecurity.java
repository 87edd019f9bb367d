package dev.tenantry.kubernetes;

import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pod Security of a Namespace: {@code restricted}, everywhere; there is no way to lower it. */
public final class PodSecurity {
  private static final String LEVEL = "restricted";
  private static final List<String> MODES = List.of("enforce", "audit", "warn");

  private PodSecurity() {}

  /**
   * The labels of a Namespace.
   *
   * @param version version of the Pod Security Standards, such as {@code v1.35}
   */
  public static Map<String, String> restricted(String version) {
    Map<String, String> labels = new TreeMap<>();
    for (String mode : MODES) {
      labels.put(Labels.podSecurity(mode), LEVEL);
      labels.put(Labels.podSecurityVersion(mode), version);
    }
    return labels;
  }
}
