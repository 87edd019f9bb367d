package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.regex.Pattern;

/** What code a container runs, and that nobody can change it after review. */
final class ImageRules {
  private static final Pattern DIGEST = Pattern.compile("[^@]+@sha256:[0-9a-f]{64}");

  /** The first part of a name is a host if it has a dot or a port, or is localhost. */
  private static final Pattern HOST = Pattern.compile("(localhost|[^/]+[.:][^/]*)/.+");

  private static final Pattern LATEST = Pattern.compile(".*[:]latest(@.*)?");

  private ImageRules() {}

  static List<PolicyRule> of(KubernetesSettings settings) {
    return List.of(digest(), registry(settings.registries()), latest(), pulled());
  }

  private static PolicyRule digest() {
    RuleInfo info =
        new RuleInfo(
            "image-is-named-by-digest",
            "Every image is named by its digest",
            "A tag can be moved to other code after review and after its scan.",
            Controls.cis("4.5.1", "5.1.4")
                .and(Catalogue.CHECKOV, "CKV_K8S_43")
                .and(Catalogue.OWASP_LLM, "LLM03")
                .and(Catalogue.OWASP_AGENTIC, "ASI04")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Write registry/path@sha256:<64 hex digits>.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value image = container.field("image");
          findings.require(
              image.matches(DIGEST), pod.owner(), image, "must end in @sha256:<64 hex digits>");
        });
  }

  private static PolicyRule registry(List<String> registries) {
    RuleInfo info =
        new RuleInfo(
            "image-comes-from-a-named-registry",
            "Every image names its registry, and one of those that the stack allows",
            "Without a host the node asks a public registry, where anybody may push; code from"
                + " elsewhere was neither scanned nor signed. The rule's parameter registries"
                + " narrows it to a list.",
            Controls.cis("5.1.4", "4.5.1")
                .and(Catalogue.OWASP_LLM, "LLM03")
                .and(Catalogue.OWASP_AGENTIC, "ASI04")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Push the image to the platform's registry and write its host.");
    String wanted =
        registries.isEmpty()
            ? "must start with the host of its registry"
            : "must come from one of: " + String.join(", ", registries);
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value image = container.field("image");
          Answer holds =
              registries.isEmpty()
                  ? image.matches(HOST)
                  : image.isText(
                      name -> registries.stream().anyMatch(one -> name.startsWith(one + "/")));
          findings.require(holds, pod.owner(), image, wanted);
        });
  }

  private static PolicyRule latest() {
    RuleInfo info =
        new RuleInfo(
            "image-tag-is-a-version",
            "No image carries the tag latest, not even beside a digest",
            "The tag is what a person reads in an incident, and this one says nothing.",
            Controls.of(Catalogue.CHECKOV, "CKV_K8S_14")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.LOW,
            Level.ADVISORY,
            "Use a version as the tag, or the digest alone.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value image = container.field("image");
          findings.require(
              image.matches(LATEST).not(), pod.owner(), image, "must not carry the tag latest");
        });
  }

  private static PolicyRule pulled() {
    RuleInfo info =
        new RuleInfo(
            "tenant-image-is-always-pulled",
            "Every container of a tenant says imagePullPolicy: Always",
            "A private image that a node has cached runs for whoever names it, without its"
                + " registry's credentials. Model servers in shared Namespaces may keep an image"
                + " of many gigabytes: no tenant names images there.",
            Controls.mtb("MTB-PL1-CC-DI-1").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set imagePullPolicy: Always; with a digest only the manifest is asked for again.");
    return PodTemplate.containerRule(
        info,
        (pod, container, findings) -> {
          Value policy = container.field("imagePullPolicy");
          Answer elsewhere = TenantNames.owns(pod.owner()).not();
          findings.require(
              elsewhere.or(policy.is("Always")), pod.owner(), policy, "must be Always");
        });
  }
}
