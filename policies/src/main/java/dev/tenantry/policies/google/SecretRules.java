package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.SECRET;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entries of Secret Manager, and who may read them. */
final class SecretRules {
  private static final Control PAGE = Controls.promise("docs/secrets.md");
  private static final String ACCESSOR = "roles/secretmanager.secretAccessor";

  /** {@code principal://…/subject/ns/<Namespace>/sa/<ServiceAccount>}: one ServiceAccount. */
  private static final Pattern WORKLOAD =
      Pattern.compile(
          "principal://iam\\.googleapis\\.com/.+\\.svc\\.id\\.goog/subject/ns/([^/]+)/sa/[^/]+");

  private static final Pattern ACCOUNT = Pattern.compile("serviceAccount:[^@]+@[^@]+");

  /** The id of a tenant's secret as the product names it; docs/secrets.md. */
  private static final Pattern OF_TENANT = Pattern.compile("(tenant-[a-z0-9-]+)_.+");

  /** Seconds of 90 days: what CIS gives to keys. */
  private static final double PERIOD_MAX = 7_776_000;

  private SecretRules() {}

  static List<PolicyRule> all() {
    return List.of(replicas(), keys(), rotation(), noExpiry(), noValue(), readers());
  }

  private static PolicyRule replicas() {
    RuleInfo info =
        new RuleInfo(
            "secret-says-where-it-lies",
            "A secret's values lie in regions that somebody chose",
            "With automatic replication Google keeps them in any part of the world.",
            List.of(PAGE),
            Severity.HIGH,
            Level.MANDATORY,
            "List replication.userManaged.replicas with a location each.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SECRET),
        (secret, findings) -> {
          Value replicas = secret.at("replication.userManaged.replicas");
          findings.require(replicas.isEmpty().not(), secret, replicas, "must list the regions");
          Value automatic = secret.at("replication.auto");
          findings.require(automatic.exists().not(), secret, automatic, "must be absent");
        });
  }

  /** Keys are a choice of the stack's; a choice for one replica is one for all. */
  private static PolicyRule keys() {
    RuleInfo info =
        new RuleInfo(
            "secret-is-encrypted-alike-everywhere",
            "A secret that has a key in one region has one in each",
            "Withdrawing the key would leave a copy that Google's own key still opens.",
            List.of(PAGE),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Give each replica customerManagedEncryption.kmsKeyName; of the stack's file,"
                + " secrets.keys with each of cloud.regions.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SECRET),
        (secret, findings) -> {
          Value replicas = secret.at("replication.userManaged.replicas");
          Answer one = replicas.any(each -> each.at("customerManagedEncryption").exists());
          for (Value replica : replicas.items()) {
            Value key = replica.at("customerManagedEncryption.kmsKeyName");
            findings.require(
                one.not().or(key.isEmpty().not()), secret, key, "must name a key like the others");
          }
        });
  }

  private static PolicyRule rotation() {
    RuleInfo info =
        new RuleInfo(
            "secret-rotation-reaches-somebody",
            "A secret that is to be renewed is due within 90 days, and says so to somebody",
            "Secret Manager only sends a message; without a topic the date passes in silence."
                + " Secrets that nobody asked to renew are renewed by whoever made them.",
            List.of(Controls.owasp("K03"), PAGE),
            Severity.LOW,
            Level.ADVISORY,
            "Set rotation.rotationPeriod to 7776000s or less, and topics.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SECRET) && one.at("rotation").exists() == Answer.YES,
        (secret, findings) -> {
          Value period = secret.at("rotation.rotationPeriod");
          findings.require(
              Seconds.of(period, most -> most <= PERIOD_MAX),
              secret,
              period,
              "must be at most 7776000s, 90 days");
          Value topics = secret.at("topics");
          findings.require(topics.isEmpty().not(), secret, topics, "must name one");
        });
  }

  private static PolicyRule noExpiry() {
    RuleInfo info =
        new RuleInfo(
            "secret-does-not-expire",
            "No secret deletes itself",
            "At its time Google deletes the secret with all versions, for good; agents that hold"
                + " it fail together. Rotation is what is meant.",
            List.of(PAGE),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Take ttl and expireTime out, and set rotation.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SECRET),
        (secret, findings) -> {
          for (String path : List.of("ttl", "expireTime")) {
            Value end = secret.at(path);
            findings.require(end.isEmpty(), secret, end, "must be absent");
          }
        });
  }

  private static PolicyRule noValue() {
    RuleInfo info =
        new RuleInfo(
            "secret-value-is-not-in-the-state",
            "No secret's value passes through Pulumi",
            "It would lie in the state, in every copy of it, and in the plan that a reviewer sees.",
            List.of(Controls.owasp("K03"), Controls.llm("LLM02"), PAGE),
            Severity.HIGH,
            Level.MANDATORY,
            "Declare the Secret alone and add its value with gcloud secrets versions add.");
    return new ResourceRule(
        info,
        one ->
            one.type().equals(GoogleTypes.SECRET_VERSION)
                || one.type().equals(GoogleTypes.REGIONAL_SECRET_VERSION),
        (version, findings) ->
            findings.report(
                version,
                "a "
                    + version.type().substring(version.type().lastIndexOf(':') + 1)
                    + " holds a value; it must not be declared"));
  }

  private static PolicyRule readers() {
    RuleInfo info =
        new RuleInfo(
            "secret-is-read-by-its-tenant",
            "A secret is read by single workloads, and a tenant's by that tenant's",
            "A group, a whole Namespace pool or another tenant's agent would read a key that was"
                + " not given to it.",
            List.of(Controls.owasp("K03"), Controls.llm("LLM02"), Controls.agentic("ASI03")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Grant roles/secretmanager.secretAccessor to principal://…/subject/ns/<the tenant's"
                + " Namespace>/sa/<one ServiceAccount>, or to one Google service account.");
    return new ResourceRule(
        info,
        one ->
            one.type().equals(GoogleTypes.SECRET_MEMBER)
                && one.at("role").is(ACCESSOR) == Answer.YES,
        SecretRules::requireWorkload);
  }

  private static void requireWorkload(Resource grant, Findings findings) {
    Value member = grant.at("member");
    Answer one = member.matches(WORKLOAD).or(member.matches(ACCOUNT));
    findings.require(one, grant, member, "must be one workload");
    Optional<String> owner = grant.at("secretId").text().flatMap(SecretRules::namespaceOf);
    Optional<String> reader =
        member.text().map(WORKLOAD::matcher).filter(Matcher::matches).map(match -> match.group(1));
    if (owner.isPresent() && reader.isPresent()) {
      findings.require(
          Answer.of(owner.equals(reader)),
          grant,
          member,
          "must be of Namespace " + owner.orElseThrow());
    }
  }

  private static Optional<String> namespaceOf(String secret) {
    String id = secret.substring(secret.lastIndexOf('/') + 1);
    Matcher matcher = OF_TENANT.matcher(id);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
