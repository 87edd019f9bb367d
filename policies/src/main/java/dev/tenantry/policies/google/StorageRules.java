package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.BUCKET;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** Buckets, and plans of backups. */
final class StorageRules {
  private static final int WEEK = 7;
  private static final int MONTH = 30;

  private StorageRules() {}

  static List<PolicyRule> all() {
    return List.of(
        uniform(),
        notPublic(),
        versions(),
        versionsExpire(),
        key(),
        backupKey(),
        noSecrets(),
        backupsLast());
  }

  private static PolicyRule uniform() {
    return ValueRule.isAlways(
        new RuleInfo(
            "bucket-has-uniform-access",
            "Who may read a bucket is said in one place",
            "An object's own access list opens it to others, and no review of grants shows it.",
            List.of(Controls.gcp("5.2")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set uniformBucketLevelAccess: true."),
        BUCKET,
        "uniformBucketLevelAccess",
        true);
  }

  private static PolicyRule notPublic() {
    return ValueRule.isAlways(
        new RuleInfo(
            "bucket-prevents-public-access",
            "No grant can make a bucket public",
            "A tenant's database lies in its bucket; one grant to allUsers would publish it.",
            List.of(
                Controls.gcp("5.1"),
                Controls.pulumi("gcp-storage-bucket-enforce-public-access-prevention")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set publicAccessPrevention: enforced."),
        BUCKET,
        "publicAccessPrevention",
        "enforced");
  }

  private static PolicyRule versions() {
    return ValueRule.is(
        new RuleInfo(
            "bucket-keeps-versions",
            "A bucket keeps what was overwritten or deleted",
            "An agent that was talked into deleting its files, or ransomware, leaves nothing"
                + " otherwise.",
            List.of(Controls.promise("docs/data.md"), Controls.llm("LLM06")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set versioning.enabled: true."),
        BUCKET,
        "versioning.enabled",
        true);
  }

  private static PolicyRule versionsExpire() {
    RuleInfo info =
        new RuleInfo(
            "bucket-forgets-old-versions",
            "Old versions in a bucket are deleted after a time",
            "What a tenant deleted would lie there for ever: paid for, and found by whoever asks"
                + " for erasure.",
            List.of(Controls.promise("docs/data.md")),
            Severity.LOW,
            Level.ADVISORY,
            "Add a lifecycle rule that deletes by daysSinceNoncurrentTime or"
                + " numNewerVersions.");
    return new ResourceRule(
        info,
        one -> one.type().equals(BUCKET) && one.at("versioning.enabled").is(true) == Answer.YES,
        (bucket, findings) -> {
          Value rules = bucket.at("lifecycleRules");
          Answer deleted =
              rules.any(
                  rule ->
                      rule.at("action.type")
                          .is("Delete")
                          .and(
                              rule.at("condition.daysSinceNoncurrentTime")
                                  .exists()
                                  .or(rule.at("condition.numNewerVersions").exists())));
          findings.require(deleted, bucket, "lifecycleRules has none that deletes old versions");
        });
  }

  private static PolicyRule key() {
    return ValueRule.isSaid(
        new RuleInfo(
            "bucket-is-encrypted-with-a-key",
            "A bucket is encrypted with a key of Cloud KMS",
            "A key of one's own can be withdrawn, and its uses are logged; Google's cannot.",
            List.of(Controls.promise("docs/data.md")),
            Severity.LOW,
            Level.ADVISORY,
            "Set encryption.defaultKmsKeyName; of the stack's file, data.keys."),
        BUCKET,
        "encryption.defaultKmsKeyName",
        "must name a key");
  }

  private static PolicyRule backupKey() {
    return ValueRule.isSaid(
        new RuleInfo(
            "backup-is-encrypted-with-a-key",
            "Backups of a cluster are encrypted with a key of Cloud KMS",
            "A backup holds all volumes of a tier's tenants, and outlives the cluster.",
            List.of(Controls.gke("5.9.1")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set backupConfig.encryptionKey.gcpKmsEncryptionKey."),
        GoogleTypes.BACKUP_PLAN,
        "backupConfig.encryptionKey.gcpKmsEncryptionKey",
        "must name a key");
  }

  private static PolicyRule noSecrets() {
    return ValueRule.isNot(
        new RuleInfo(
            "backup-holds-no-secrets",
            "Backups of a cluster hold no Secrets",
            "Values that were rotated would live on in backups. A restored tenant gets today's"
                + " from Secret Manager.",
            List.of(Controls.owasp("K03"), Controls.promise("docs/secrets.md")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set backupConfig.includeSecrets: false."),
        GoogleTypes.BACKUP_PLAN,
        "backupConfig.includeSecrets",
        true);
  }

  private static PolicyRule backupsLast() {
    RuleInfo info =
        new RuleInfo(
            "backup-outlives-a-mistake",
            "Backups of a cluster are kept for a week, and those kept for a month are locked",
            "Whoever takes over the deployer would delete the backups first. Short-lived ones are"
                + " for yesterday's mistake, and a lock on them would hold up a tenant's leaving.",
            List.of(Controls.promise("docs/cluster.md"), Controls.agentic("ASI10")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set retentionPolicy.backupRetainDays to 7 or more; from 30, backupDeleteLockDays to 1"
                + " or more.");
    return new ResourceRule(
        info,
        one -> one.type().equals(GoogleTypes.BACKUP_PLAN),
        (plan, findings) -> {
          Value kept = plan.at("retentionPolicy.backupRetainDays");
          findings.require(
              kept.isNumber(days -> days >= WEEK), plan, kept, "must be at least " + WEEK);
          Value locked = plan.at("retentionPolicy.backupDeleteLockDays");
          Answer lasting = kept.isNumber(days -> days >= MONTH);
          findings.require(
              lasting.not().or(locked.isNumber(days -> days >= 1)),
              plan,
              locked,
              "must be at least 1");
        });
  }
}
