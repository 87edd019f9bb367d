package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.core.v1.inputs.CapabilitiesArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSecurityContextArgs;
import com.pulumi.kubernetes.core.v1.inputs.ResourceRequirementsArgs;
import com.pulumi.kubernetes.core.v1.inputs.SeccompProfileArgs;
import com.pulumi.kubernetes.core.v1.inputs.SecurityContextArgs;
import dev.tenantry.config.ResourceAmounts;
import java.util.Map;
import java.util.TreeMap;

/** What every pod says that Pod Security {@code restricted} and the admission rules let in. */
public final class HardenedPods {
  /** Nobody's: the number that images without a user of their own use. */
  private static final int USER = 65_532;

  private HardenedPods() {}

  /** For the pod. Its volumes belong to its group, so that no container needs root to write. */
  public static PodSecurityContextArgs pod() {
    return PodSecurityContextArgs.builder()
        .runAsNonRoot(true)
        .runAsUser(USER)
        .runAsGroup(USER)
        .fsGroup(USER)
        .fsGroupChangePolicy("OnRootMismatch")
        .seccompProfile(SeccompProfileArgs.builder().type("RuntimeDefault").build())
        .build();
  }

  /** For each container. */
  public static SecurityContextArgs container() {
    return SecurityContextArgs.builder()
        .allowPrivilegeEscalation(false)
        .readOnlyRootFilesystem(true)
        .runAsNonRoot(true)
        .capabilities(CapabilitiesArgs.builder().drop("ALL").build())
        .build();
  }

  /** Requests and limits of a container. */
  public static ResourceRequirementsArgs resources(
      ResourceAmounts requests, ResourceAmounts limits) {
    return ResourceRequirementsArgs.builder()
        .requests(amounts(requests))
        .limits(amounts(limits))
        .build();
  }

  private static Map<String, String> amounts(ResourceAmounts amounts) {
    Map<String, String> map = new TreeMap<>();
    map.put("cpu", amounts.cpu().canonical());
    map.put("memory", amounts.memory().canonical());
    map.put("ephemeral-storage", amounts.ephemeralStorage().canonical());
    return map;
  }
}
