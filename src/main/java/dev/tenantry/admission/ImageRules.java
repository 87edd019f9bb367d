package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import java.util.List;

/** What may run: images that cannot change and come from the platform's registries. */
final class ImageRules {
  private ImageRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return List.of(
        AdmissionRule.of(
            "image-digest",
            "A tag can be moved to other code after review.",
            Scope.PODS,
            "CKV_K8S_43",
            "variables.containers.all(c,"
                + " c.?image.orValue('').matches('^[^@]+@sha256:[0-9a-f]{64}$'))",
            "every image must be named by its digest: write registry/path@sha256:<64 hex digits>"),
        AdmissionRule.of(
            "image-registry",
            "Code from elsewhere was neither scanned nor signed.",
            Scope.PODS,
            "CIS GKE 5.1.4",
            "variables.containers.all(c, "
                + Cel.list(config.registries())
                + ".exists(r, c.?image.orValue('').startsWith(r + '/')))",
            "every image must come from one of: "
                + Cel.words(config.registries())
                + "; push it there, or ask the platform's owners to add its registry"),
        AdmissionRule.of(
            "image-no-latest",
            "The tag beside a digest is what a person reads, and it says nothing.",
            Scope.PODS,
            "CKV_K8S_14",
            "variables.containers.all(c, !c.?image.orValue('').matches('[:]latest(@|$)'))",
            "no image may carry the tag latest: use a version, or the digest alone"),
        AdmissionRule.of(
            "image-pull-policy",
            "A cached private image runs for whoever names it, without its registry's credentials.",
            Scope.PODS,
            "MTB-PL1-CC-DI-1",
            "variables.containers.all(c, c.?imagePullPolicy.orValue('') == 'Always')",
            "every container must say imagePullPolicy: Always"));
  }
}
