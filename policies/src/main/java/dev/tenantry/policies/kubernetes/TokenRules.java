package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Remedy;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** Who a pod is, and what proves it. */
final class TokenRules {
  private static final String AUTOMOUNT = "automountServiceAccountToken";
  private static final String CLOUD_ACCOUNT = "iam.gke.io/gcp-service-account";

  /** Longest life of a projected token, in seconds: the kubelet's own default. */
  private static final int HOUR = 3600;

  private static final Set<String> TOKEN_SECRETS =
      Set.of("kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token");

  private TokenRules() {}

  static List<PolicyRule> all() {
    return List.of(account(), mounted(), named(), projected(), lasting(), borrowed());
  }

  private static PolicyRule account() {
    RuleInfo info =
        new RuleInfo(
            "service-account-mounts-no-token",
            "Every ServiceAccount says automountServiceAccountToken: false",
            "Otherwise every pod that forgets to object carries a key to the API server.",
            Controls.cis("4.1.5").and(Catalogue.NSA_CISA, "1.11").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set automountServiceAccountToken: false; the one pod that needs a token says so.");
    ResourceRule rule =
        new ResourceRule(
            info,
            one -> one.kind().equals("ServiceAccount"),
            (account, findings) -> {
              Value mounts = account.at(AUTOMOUNT);
              findings.require(mounts.is(false), account, mounts, "must be false");
            });
    return rule.remediedBy(Remedy.of(AUTOMOUNT, false));
  }

  private static PolicyRule mounted() {
    RuleInfo info =
        new RuleInfo(
            "pod-mounts-no-token-by-default",
            "Every pod says whether it mounts a token; a tenant's mounts none",
            "Whoever takes over a pod finds a key to the API server in it. A tenant's pod may"
                + " have one if its label "
                + ProductNames.IDENTITY
                + " says that it needs an identity of its own.",
            Controls.cis("4.1.5")
                .and(Catalogue.NSA_CISA, "1.11")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set automountServiceAccountToken: false in the pod's spec.");
    ResourceRule rule =
        PodTemplate.rule(
            info,
            (pod, findings) -> {
              Value mounts = pod.spec().field(AUTOMOUNT);
              findings.require(
                  mounts.is(false).or(mayHaveToken(pod).and(mounts.is(true))),
                  pod.owner(),
                  mounts,
                  "must be stated, and false for a tenant's pod without an identity");
            });
    // Of others only their author knows whether they talk to the API server.
    return rule.remediedBy(
        PodTemplate.remedy(AUTOMOUNT, false, pod -> mayHaveToken(pod) == Answer.NO));
  }

  private static Answer mayHaveToken(PodTemplate pod) {
    return TenantNames.owns(pod.owner()).not().or(pod.label(ProductNames.IDENTITY).is(true));
  }

  private static PolicyRule named() {
    RuleInfo info =
        new RuleInfo(
            "pod-names-its-service-account",
            "Every pod names a ServiceAccount other than default",
            "All pods without one of their own share one identity, and its rights add up.",
            Controls.cis("4.1.4").and(Catalogue.OWASP_KUBERNETES, "K02").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Declare a ServiceAccount for the workload and name it in serviceAccountName.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          Value name = pod.spec().field("serviceAccountName");
          findings.require(
              name.isEmpty().or(name.is("default")).not(),
              pod.owner(),
              name,
              "must be an account of the workload's own");
        });
  }

  private static PolicyRule projected() {
    RuleInfo info =
        new RuleInfo(
            "projected-token-is-for-one-audience",
            "A projected token names its audience and lives an hour at most",
            "A token without an audience opens the API server; a long one outlives its pod's"
                + " purpose.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K09")
                .and(Catalogue.OWASP_LLM, "LLM02")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set audience, and expirationSeconds to " + HOUR + " or less, on serviceAccountToken.");
    return PodTemplate.rule(info, TokenRules::requireBound);
  }

  private static void requireBound(PodTemplate pod, Findings findings) {
    for (Value volume : pod.spec().field("volumes").items()) {
      for (Value source : volume.at("projected.sources").items()) {
        Value token = source.field("serviceAccountToken");
        Answer none = token.exists().not();
        Value audience = token.field("audience");
        Value seconds = token.field("expirationSeconds");
        findings.require(
            none.or(audience.isEmpty().not()), pod.owner(), audience, "must be stated");
        findings.require(
            none.or(seconds.exists().not()).or(seconds.isNumber(life -> life <= HOUR)),
            pod.owner(),
            seconds,
            "must be " + HOUR + " or less");
      }
    }
  }

  private static PolicyRule lasting() {
    RuleInfo info =
        new RuleInfo(
            "no-lasting-token",
            "No Secret holds the token of a ServiceAccount",
            "Such a token never expires and works from everywhere.",
            Controls.cis("4.1.5").and(Catalogue.OWASP_KUBERNETES, "K09").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use a projected token, or Workload Identity outside of the cluster.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("Secret"),
        (secret, findings) -> {
          Value type = secret.at("type");
          findings.require(
              type.isText(TOKEN_SECRETS::contains).not(), secret, type, "must hold no token");
        });
  }

  private static PolicyRule borrowed() {
    RuleInfo info =
        new RuleInfo(
            "tenant-account-borrows-no-cloud-account",
            "No ServiceAccount of a tenant acts as another's service account of Google Cloud",
            "The annotation lets it use all rights of that account; bound to another tenant's,"
                + " nothing in the cluster would show it.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K08")
                .and(Catalogue.OWASP_AGENTIC, "ASI03")
                .and(Catalogue.GKE_MULTI_TENANCY, "tenant-specific service accounts")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove the annotation and grant roles to the principal of the ServiceAccount, or"
                + " name the account t-<tenant>-<hash> that the program makes for it.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("ServiceAccount"),
        (account, findings) -> {
          Value borrowed = account.at("metadata.annotations").field(CLOUD_ACCOUNT);
          String own = ownAccount(account);
          Answer holds = borrowed.isEmpty().or(borrowed.isText(text -> text.startsWith(own)));
          Answer named = account.at("metadata.name").exists();
          findings.require(
              TenantNames.owns(account).and(named).not().or(holds),
              account,
              borrowed,
              "must be left out or start with " + own);
        });
  }

  private static String ownAccount(Resource account) {
    String namespace = account.at("metadata.namespace").text().orElse("");
    String name = account.at("metadata.name").text().orElse("");
    return TenantNames.cloudAccount(namespace, name) + "@";
  }
}
