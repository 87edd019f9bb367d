package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.CRYPTO_KEY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.regex.Pattern;

/** Keys of Cloud KMS. The product's own stacks name keys that somebody else made. */
final class KeyRules {
  private static final double ROTATION_MAX = 7_776_000;
  private static final double DESTROY_MIN = 2_592_000;

  /** Google's own accounts that encrypt for a service. */
  private static final Pattern AGENT =
      Pattern.compile("serviceAccount:service-\\d+@[a-z0-9-]+\\.iam\\.gserviceaccount\\.com");

  private KeyRules() {}

  static List<PolicyRule> all() {
    return List.of(rotation(), destruction(), users());
  }

  private static PolicyRule rotation() {
    return ValueRule.that(
        new RuleInfo(
            "key-is-rotated",
            "A key gets a new version every 90 days",
            "What one version encrypted bounds what its loss gives away.",
            List.of(Controls.gcp("1.11")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set rotationPeriod: 7776000s or less. Keys for signing cannot have one."),
        one ->
            one.type().equals(CRYPTO_KEY)
                && one.at("purpose").isEmpty().or(one.at("purpose").is("ENCRYPT_DECRYPT"))
                    == Answer.YES,
        "rotationPeriod",
        value -> Seconds.of(value, period -> period <= ROTATION_MAX),
        "must be at most 7776000s, 90 days");
  }

  private static PolicyRule destruction() {
    return ValueRule.that(
        new RuleInfo(
            "key-waits-before-it-is-destroyed",
            "A version of a key that is to be destroyed can be brought back for 30 days",
            "With the key all data that it encrypted is gone, backups too.",
            List.of(Controls.promise("docs/cluster.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Leave destroyScheduledDuration out, which is 30 days, or set 2592000s or more."),
        CRYPTO_KEY,
        "destroyScheduledDuration",
        value -> value.isEmpty().or(Seconds.of(value, wait -> wait >= DESTROY_MIN)),
        "must be at least 2592000s, 30 days");
  }

  private static PolicyRule users() {
    RuleInfo info =
        new RuleInfo(
            "key-is-used-by-google-alone",
            "Keys encrypt for Google's services, and nobody administers one that he uses",
            "A workload with the key decrypts a stolen disk; one that administers it can hold all"
                + " data to ransom.",
            List.of(Controls.gcp("1.12"), Controls.gcp("1.10")),
            Severity.HIGH,
            Level.MANDATORY,
            "Grant roles/cloudkms.cryptoKeyEncrypterDecrypter to"
                + " service-<number>@<service>.iam.gserviceaccount.com alone.");
    return new ResourceRule(
        info,
        // On a ring it is on all of its keys.
        one ->
            one.type().equals(GoogleTypes.CRYPTO_KEY_MEMBER)
                || one.type().equals(GoogleTypes.KEY_RING_MEMBER),
        (grant, findings) -> {
          Value member = grant.at("member");
          findings.require(
              member.matches(AGENT), grant, member, "must be one of Google's own accounts");
          Value role = grant.at("role");
          findings.require(
              role.isText(text -> text.startsWith("roles/cloudkms.cryptoKey")),
              grant,
              role,
              "must be to encrypt or decrypt");
        });
  }
}
