package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Grants of Google Cloud, whatever they are on. */
final class IdentityRules {
  private static final Set<String> BASIC = Set.of("roles/owner", "roles/editor", "roles/viewer");

  /** Everybody, everybody with an account of Google's, everybody of an organisation. */
  private static final Pattern EVERYBODY =
      Pattern.compile("allUsers|allAuthenticatedUsers|domain:.*");

  /** Roles by which one account acts as another. */
  private static final Set<String> ACTS_AS =
      Set.of(
          "roles/iam.serviceAccountUser",
          "roles/iam.serviceAccountTokenCreator",
          "roles/iam.serviceAccountOpenIdTokenCreator",
          "roles/iam.workloadIdentityUser",
          "roles/iam.serviceAccountKeyAdmin");

  /** Roles that reach data; on a project, that of all tenants. */
  private static final Pattern REACHES_DATA =
      Pattern.compile(
          "roles/(secretmanager|storage|cloudsql|cloudkms|bigquery|pubsub|spanner|firestore"
              + "|datastore|artifactregistry)\\..+");

  private static final Pattern DEFAULT_ACCOUNT =
      Pattern.compile(
          "serviceAccount:(\\d+-compute@developer\\.gserviceaccount\\.com"
              + "|[^@]+@appspot\\.gserviceaccount\\.com)");

  /** One ServiceAccount of a cluster, in either spelling. */
  private static final Pattern ONE_WORKLOAD =
      Pattern.compile(
          "serviceAccount:[^\\[]+\\.svc\\.id\\.goog\\[[^/\\]]+/[^/\\]]+]"
              + "|principal://iam\\.googleapis\\.com/.+/subject/.+");

  /** The SDK writes IAM in two ways. */
  private static final Pattern GRANT = Pattern.compile("gcp:.*:\\w*I(AM|am)(Member|Binding)");

  private static final Pattern AUTHORITATIVE =
      Pattern.compile("gcp:.*:\\w*I(AM|am)(Policy|Binding)");

  private static final Pattern ON_PROJECT =
      Pattern.compile("gcp:(projects|folder|organizations)/.*");

  /** Asks for the resource's name; another condition, such as an end, leaves all of them. */
  private static final Pattern NAMES_RESOURCE =
      Pattern.compile(".*\\bresource\\.name\\b.*", Pattern.DOTALL);

  private static final Pattern ADMIN = Pattern.compile(".*[aA]dmin");

  private IdentityRules() {}

  static List<PolicyRule> all() {
    return List.of(
        noBasicRoles(),
        noAdmins(),
        notPublic(),
        noImpersonation(),
        noKeys(),
        additive(),
        noDefaultAccounts(),
        dataByCondition(),
        oneWorkload());
  }

  private static PolicyRule noBasicRoles() {
    return ValueRule.that(
        new RuleInfo(
            "grant-is-no-basic-role",
            "Nobody is granted owner, editor or viewer",
            "Each reaches everything in the project, every tenant's data among it.",
            List.of(Controls.gcp("1.6"), Controls.owasp("K08")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Grant the one role that is needed, on the one resource."),
        IdentityRules::isGrant,
        "role",
        value -> value.isText(BASIC::contains).not(),
        "must be a role for one purpose");
  }

  private static PolicyRule noAdmins() {
    return ValueRule.that(
        new RuleInfo(
            "grant-on-project-is-no-admin",
            "No service account administers a service of the whole project",
            "Workloads run as service accounts; one that is taken over would change whatever it"
                + " administers.",
            List.of(Controls.gcp("1.6")),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant a role that uses the service, on the one resource."),
        one -> isOnProject(one) && one.at("member").isText(IdentityRules::isAccount) == Answer.YES,
        "role",
        value -> value.matches(ADMIN).not(),
        "must not be one of administrators");
  }

  private static PolicyRule notPublic() {
    RuleInfo info =
        new RuleInfo(
            "grant-is-not-public",
            "Nothing is granted to everybody",
            "allAuthenticatedUsers is anybody who has a Google account.",
            List.of(Controls.gcp("5.1"), Controls.gcp("1.10"), Controls.owasp("K06")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Name the members.");
    return new ResourceRule(
        info,
        IdentityRules::isGrant,
        (grant, findings) ->
            members(grant)
                .forEach(
                    member ->
                        findings.require(
                            member.matches(EVERYBODY).not(), grant, member, "must be somebody")));
  }

  private static PolicyRule noImpersonation() {
    return ValueRule.that(
        new RuleInfo(
            "grant-on-project-is-no-impersonation",
            "Nobody may act as every service account of a project",
            "Who may act as one account of each tenant is all tenants.",
            List.of(Controls.gcp("1.7"), Controls.gcp("1.9"), Controls.agentic("ASI03")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Grant the role on the one service account."),
        IdentityRules::isOnProject,
        "role",
        value -> value.isText(ACTS_AS::contains).not(),
        "must be granted on one service account");
  }

  private static PolicyRule noKeys() {
    RuleInfo info =
        new RuleInfo(
            "service-account-has-no-key",
            "Service accounts have no keys",
            "A key works from everywhere until somebody remembers it, and lies in Pulumi's state.",
            List.of(Controls.gcp("1.5"), Controls.gcp("1.8"), Controls.owasp("K09")),
            Severity.HIGH,
            Level.MANDATORY,
            "Use Workload Identity, or Workload Identity Federation from outside of Google.");
    return new ResourceRule(
        info,
        one -> one.type().equals(GoogleTypes.SERVICE_ACCOUNT_KEY),
        (key, findings) -> findings.report(key, "a service account has a key; it must have none"));
  }

  private static PolicyRule additive() {
    RuleInfo info =
        new RuleInfo(
            "grant-leaves-others-alone",
            "Grants are declared one by one",
            "A binding or a policy takes the role from everybody whom it does not name: Google's"
                + " own accounts, another cell's tenants.",
            List.of(Controls.promise("docs/identity.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Declare the IAMMember of the same service, one for each member.");
    return new ResourceRule(
        info,
        one -> AUTHORITATIVE.matcher(one.type()).matches(),
        (grant, findings) ->
            findings.report(
                grant,
                grant.type().substring(grant.type().lastIndexOf(':') + 1)
                    + " replaces the grants of others"));
  }

  private static PolicyRule noDefaultAccounts() {
    RuleInfo info =
        new RuleInfo(
            "grant-is-not-to-a-default-account",
            "Google's default service accounts are granted nothing",
            "Whatever forgets to name an account runs as one of them.",
            List.of(Controls.gke("5.2.1"), Controls.gcp("1.6")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Make an account for the one purpose.");
    return new ResourceRule(
        info,
        IdentityRules::isGrant,
        (grant, findings) ->
            members(grant)
                .forEach(
                    member ->
                        findings.require(
                            member.matches(DEFAULT_ACCOUNT).not(),
                            grant,
                            member,
                            "must be an account of its own")));
  }

  private static PolicyRule dataByCondition() {
    RuleInfo info =
        new RuleInfo(
            "grant-on-project-names-its-data",
            "A grant on a project that reaches data names the resource in a condition",
            "Without one it reaches every tenant's secrets, buckets or databases, and those of"
                + " tomorrow.",
            List.of(
                Controls.owasp("K08"),
                Controls.agentic("ASI03"),
                Controls.promise("docs/identity.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant the role on the resource, or add condition.expression with resource.name.");
    return new ResourceRule(info, IdentityRules::isOnProject, IdentityRules::requireCondition);
  }

  private static void requireCondition(Resource grant, Findings findings) {
    Value role = grant.at("role");
    Answer named = grant.at("condition.expression").matches(NAMES_RESOURCE);
    findings.require(
        role.matches(REACHES_DATA).not().or(named),
        grant,
        role,
        "must have a condition that names the resource");
  }

  private static PolicyRule oneWorkload() {
    return ValueRule.that(
        new RuleInfo(
            "identity-is-used-by-one-workload",
            "A Google service account is used by one ServiceAccount of a cluster",
            "With a whole Namespace or pool as its user, two agents share the rights of one.",
            List.of(
                Controls.gke("5.2.2"),
                Controls.tenancy("tenant-specific service accounts"),
                Controls.agentic("ASI03")),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant roles/iam.workloadIdentityUser to <pool>[<Namespace>/<ServiceAccount>]."),
        one ->
            one.type().equals(GoogleTypes.SERVICE_ACCOUNT_MEMBER)
                && one.at("role").is("roles/iam.workloadIdentityUser") == Answer.YES,
        "member",
        value -> value.matches(ONE_WORKLOAD),
        "must be one ServiceAccount");
  }

  private static boolean isGrant(Resource one) {
    return GRANT.matcher(one.type()).matches();
  }

  /** On a project, a folder or an organisation. */
  private static boolean isOnProject(Resource one) {
    return ON_PROJECT.matcher(one.type()).matches() && isGrant(one);
  }

  private static boolean isAccount(String member) {
    return member.startsWith("serviceAccount:") || member.startsWith("principal");
  }

  private static List<Value> members(Resource grant) {
    List<Value> members = new ArrayList<>(grant.at("members").items());
    members.add(grant.at("member"));
    return members;
  }
}
