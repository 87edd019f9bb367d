package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Who signs the certificates by which agents know each other, and for how long: cert-manager. */
final class CertificateRules {
  /** One part of a duration as Go reads it: 1.5h, 90m. */
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private static final Pattern DURATION = Pattern.compile("[+-]?(0|(" + PART.pattern() + ")+)");

  /** How many of a unit an hour has. */
  private static final Map<String, Double> IN_AN_HOUR =
      Map.of(
          "h", 1.0, "m", 60.0, "s", 3.6e3, "ms", 3.6e6, "us", 3.6e9, "µs", 3.6e9, "μs", 3.6e9, "ns",
          3.6e12);

  /** Longest life of a leaf certificate, in hours: 90 days, cert-manager's own default. */
  private static final int LONGEST = 90 * 24;

  private CertificateRules() {}

  static List<PolicyRule> all() {
    return List.of(authority(), life());
  }

  private static PolicyRule authority() {
    RuleInfo info =
        new RuleInfo(
            "tenant-certificate-is-of-its-own-authority",
            "A tenant's certificates are signed by an Issuer of its Namespace",
            "A ClusterIssuer signs for every tenant: an agent would accept another tenant's peer.",
            Controls.of(Catalogue.OWASP_AGENTIC, "ASI07")
                .and(Catalogue.TENANTRY, "docs/identity.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set issuerRef.kind: Issuer.");
    return certificates(
        info,
        (certificate, findings) -> {
          Value kind = certificate.at("spec.issuerRef.kind");
          Answer own = kind.isEmpty().or(kind.is("Issuer"));
          findings.require(
              TenantNames.owns(certificate).not().or(own), certificate, kind, "must be Issuer");
        });
  }

  private static PolicyRule life() {
    RuleInfo info =
        new RuleInfo(
            "certificate-is-short-lived",
            "A certificate lives 90 days at most and gets a new key each time",
            "A stolen key works until the certificate ends; one that stays works after it, too."
                + " Authorities are left out: they outlive what they sign.",
            Controls.of(Catalogue.NSA_CISA, "short-lived credentials")
                .and(Catalogue.OWASP_AGENTIC, "ASI07")
                .all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set duration to 2160h or less and privateKey.rotationPolicy: Always.");
    return certificates(info, CertificateRules::requireShortLife);
  }

  private static void requireShortLife(Resource certificate, Findings findings) {
    Answer authority = certificate.at("spec.isCA").is(true);
    Value duration = certificate.at("spec.duration");
    findings.require(
        authority.or(duration.isEmpty()).or(duration.isText(CertificateRules::isShort)),
        certificate,
        duration,
        "must be " + LONGEST + "h or less");
    Value rotation = certificate.at("spec.privateKey.rotationPolicy");
    findings.require(
        authority.or(rotation.is("Never").not()), certificate, rotation, "must be Always");
  }

  /** Whether it is a duration of Go and short enough; cert-manager reads no other. */
  private static boolean isShort(String duration) {
    double hours =
        PART.matcher(duration)
            .results()
            .mapToDouble(part -> Double.parseDouble(part.group(1)) / IN_AN_HOUR.get(part.group(2)))
            .sum();
    return DURATION.matcher(duration).matches() && hours <= LONGEST;
  }

  private static PolicyRule certificates(RuleInfo info, ResourceRule.Check check) {
    return new ResourceRule(info, one -> one.kind().equals("Certificate"), check);
  }
}
