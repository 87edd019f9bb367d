package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Set;

/** What a pod may mount, and whose storage a claim may take. */
final class VolumeRules {
  /** Pod Security restricted; pod-security-admission, policy/check_restrictedVolumes.go. */
  private static final Set<String> TYPES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private VolumeRules() {}

  static List<PolicyRule> all() {
    return List.of(types(), claim(), persistentVolume(), storageClass());
  }

  private static PolicyRule types() {
    RuleInfo info =
        new RuleInfo(
            "pod-mounts-restricted-volumes-only",
            "Pods mount no other volumes than the restricted standard allows",
            "Other types mount network addresses, unsigned images or the node past all rules.",
            Controls.pss("restrictedVolumes").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim,"
                + " projected or secret.");
    return PodTemplate.rule(
        info,
        (pod, findings) -> {
          for (Value volume : pod.spec().field("volumes").items()) {
            volume
                .fields()
                .forEach(
                    (type, value) ->
                        findings.require(
                            Answer.of(type.equals("name") || TYPES.contains(type))
                                .or(value.exists().not()),
                            pod.owner(),
                            value.path() + " is no volume type of the restricted standard"));
          }
        });
  }

  private static PolicyRule claim() {
    RuleInfo info =
        new RuleInfo(
            "claim-takes-no-existing-volume",
            "No PersistentVolumeClaim names or selects an existing volume",
            "It would take a volume that another tenant has released, with that tenant's data.",
            Controls.mtb("pending: no existing PVs")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove volumeName and selector; the StorageClass makes a new volume.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("PersistentVolumeClaim"),
        (claim, findings) -> {
          for (String field : List.of("volumeName", "selector")) {
            Value value = claim.at("spec").field(field);
            findings.require(value.isEmpty(), claim, value, "must be left out");
          }
        });
  }

  private static PolicyRule persistentVolume() {
    RuleInfo info =
        new RuleInfo(
            "volume-is-made-by-its-class",
            "No PersistentVolume is declared by hand",
            "A volume by hand can be a path of a node or a disk of another tenant, whatever the"
                + " rules on pods say.",
            Controls.mtb("pending: PVC-only storage").and(Catalogue.OWASP_KUBERNETES, "K01").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Declare a PersistentVolumeClaim and let its StorageClass make the volume.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("PersistentVolume"),
        (volume, findings) ->
            findings.report(volume, "a PersistentVolume must not be declared; claim one"));
  }

  private static PolicyRule storageClass() {
    RuleInfo info =
        new RuleInfo(
            "storage-class-has-a-key-of-its-own",
            "A StorageClass of Google's disks names a key of the platform",
            "Without one Google holds the only key; nobody here can take a tenant's disks away"
                + " from whoever got hold of them.",
            Controls.cis("5.9.1").all(),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set parameters.disk-encryption-kms-key to a key of Cloud KMS.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("StorageClass"),
        (made, findings) -> {
          Value key = made.at("parameters").field("disk-encryption-kms-key");
          Answer others = made.at("provisioner").is("pd.csi.storage.gke.io").not();
          findings.require(others.or(key.isEmpty().not()), made, key, "must be stated");
        });
  }
}
