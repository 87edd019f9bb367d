package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.REPOSITORY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import java.util.List;

/** Repositories of images. */
final class RegistryRules {
  private RegistryRules() {}

  static List<PolicyRule> all() {
    return List.of(readers(), tags(), scanning());
  }

  private static PolicyRule readers() {
    return ValueRule.is(
        new RuleInfo(
            "registry-is-only-read",
            "A stack's own accounts only read images",
            "A node that may write images puts its own code into every tenant's next pod. Who"
                + " writes is the pipeline that builds them, and is granted there.",
            List.of(Controls.gke("5.1.2"), Controls.gke("5.1.3"), Controls.agentic("ASI04")),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant roles/artifactregistry.reader."),
        GoogleTypes.REPOSITORY_MEMBER,
        "role",
        "roles/artifactregistry.reader");
  }

  private static PolicyRule tags() {
    return ValueRule.that(
        new RuleInfo(
            "registry-keeps-tags",
            "A tag of an image stays with its image",
            "Pods name digests, people read tags: a moved tag shows them another image than the"
                + " one that was reviewed.",
            List.of(Controls.llm("LLM03"), Controls.agentic("ASI04")),
            Severity.LOW,
            Level.ADVISORY,
            "Set dockerConfig.immutableTags: true."),
        RegistryRules::holdsImages,
        "dockerConfig.immutableTags",
        value -> value.is(true),
        "must be true");
  }

  private static PolicyRule scanning() {
    return ValueRule.that(
        new RuleInfo(
            "registry-scans-images",
            "Images are scanned for known holes",
            "Nobody learns that an image of last year has a hole of this week.",
            List.of(Controls.gke("5.1.1"), Controls.llm("LLM03")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Leave vulnerabilityScanningConfig.enablementConfig out, or set INHERITED; the"
                + " project's scanning must be on."),
        RegistryRules::holdsImages,
        "vulnerabilityScanningConfig.enablementConfig",
        value -> value.is("DISABLED").not(),
        "must not be DISABLED");
  }

  private static boolean holdsImages(Resource one) {
    return one.type().equals(REPOSITORY) && one.at("format").is("DOCKER") == Answer.YES;
  }
}
