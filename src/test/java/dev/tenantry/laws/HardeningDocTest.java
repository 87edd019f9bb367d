package dev.tenantry.laws;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/hardening.md says what the recorded production stack has, item by item. */
class HardeningDocTest {
  private static final Path PAGE = Path.of("docs", "hardening.md");
  private static final String HEAD = "| Item | Asks for | State | How |\n|---|---|---|---|\n";
  private static final String READER = "roles/artifactregistry.reader";
  private static final String NODE_ROLE = "roles/container.defaultNodeServiceAccount";
  private static final String ACCOUNT = "tenantry-nodes@tenantry-prod.iam.gserviceaccount.com";

  @Test
  void thePageSaysWhatProductionHas() throws IOException {
    String page = Files.readString(PAGE);
    page = with(page, "CIS", cis());
    page = with(page, "multi-tenancy", multiTenancy());
    page = with(page, "supply chain", supplyChain());
    Golden.assertFileMatches(PAGE, page);
  }

  private static Hardening cis() {
    var table = new Hardening(StackCase.shipped("prod"));
    policies(table);
    images(table);
    identity(table);
    nodes(table);
    network(table);
    access(table);
    return table;
  }

  private static void policies(Hardening table) {
    table
        .item("3.2.x", "kubelet settings")
        .cluster("/nodePoolDefaults/nodeConfigDefaults/insecureKubeletReadonlyPortEnabled", "FALSE")
        .kept();
    table
        .item("4.1.1–4.1.10", "least RBAC: no wildcards, no Secrets, no token mounts")
        .keptBy("[access.md](access.md), `AccessLawsTest`; for tenants and the platform's own");
    table
        .item("4.2.1", "Pod Security Standards")
        .keptBy("`restricted` in every Namespace, `StackLawsTest`");
    table
        .item("4.3.1–4.3.2", "network policies in every Namespace")
        .keptBy("[network-isolation.md](network-isolation.md), `NetworkLawsTest`, the prover");
    table
        .item("4.4.1–4.4.2", "secrets as files, external store")
        .keptBy("[secrets.md](secrets.md), `SecretLawsTest`");
    table
        .item("4.6.1–4.6.4", "Namespaces, seccomp, security contexts, not `default`")
        .keptBy("[admission.md](admission.md), refused by the API server");
  }

  private static void images(Hardening table) {
    table
        .item("5.1.1", "image scanning")
        .byHand("`gcloud services enable containerscanning.googleapis.com` in the project");
    table.item("5.1.2", "few people write images").byHand("repositories are not declared here");
    table
        .item("5.1.3", "nodes only read images")
        .every("artifactregistry/repositoryIamMember:RepositoryIamMember", "/role", READER)
        .kept();
    table
        .item("5.1.4", "trusted images only")
        .cluster("/binaryAuthorization/evaluationMode", "PROJECT_SINGLETON_POLICY_ENFORCE")
        .kept();
  }

  private static void identity(Hardening table) {
    table
        .item("5.2.1", "no default service account")
        .pools("/nodeConfig/serviceAccount", ACCOUNT)
        .cluster("/clusterAutoscaling/autoProvisioningDefaults/serviceAccount", ACCOUNT)
        .all(
            "projects/iAMMember:IAMMember",
            "role = roles/container.defaultNodeServiceAccount",
            grant ->
                !grant.at("/member").asText().endsWith(ACCOUNT)
                    || grant.at("/role").asText().equals(NODE_ROLE))
        .kept();
    table
        .item("5.2.2", "Workload Identity")
        .cluster("/workloadIdentityConfig/workloadPool", "tenantry-prod.svc.id.goog")
        .kept();
    table
        .item("5.3.1", "Secrets encrypted by a key of Cloud KMS")
        .cluster("/databaseEncryption/state", "ENCRYPTED")
        .kept();
    table
        .item("5.4.1", "GKE metadata server")
        .pools("/nodeConfig/workloadMetadataConfig/mode", "GKE_METADATA")
        .pools("/nodeConfig/metadata/disable-legacy-endpoints", "true")
        .kept();
  }

  private static void nodes(Hardening table) {
    table
        .item("5.5.1", "Container-Optimized OS")
        .pools("/nodeConfig/imageType", "COS_CONTAINERD")
        .kept();
    table.item("5.5.2", "auto-repair").pools("/management/autoRepair", true).kept();
    table.item("5.5.3", "auto-upgrade").pools("/management/autoUpgrade", true).kept();
    table.item("5.5.4", "release channel").cluster("/releaseChannel/channel", "STABLE").kept();
    table.item("5.5.5", "shielded nodes").cluster("/enableShieldedNodes", true).kept();
    String shielded = "/nodeConfig/shieldedInstanceConfig/";
    String defaults = "/clusterAutoscaling/autoProvisioningDefaults/shieldedInstanceConfig/";
    table
        .item("5.5.6", "integrity monitoring")
        .pools(shielded + "enableIntegrityMonitoring", true)
        .cluster(defaults + "enableIntegrityMonitoring", true)
        .kept();
    table
        .item("5.5.7", "secure boot")
        .pools(shielded + "enableSecureBoot", true)
        .cluster(defaults + "enableSecureBoot", true)
        .kept();
    table
        .item("5.9.1", "key of Cloud KMS for volumes")
        .open("GKE's own StorageClasses use Google's keys; backups of volumes use the cluster's");
    table
        .item("5.9.2", "key of Cloud KMS for boot disks")
        .all(
            "container/nodePool:NodePool",
            "nodeConfig.bootDiskKmsKey = gke.key",
            pool -> pool.at("/nodeConfig/bootDiskKmsKey").asText().endsWith("cryptoKeys/cluster"))
        .kept();
    table.item("5.10.1", "no web UI").notHere("GKE has removed it");
    table.item("5.10.2", "no alpha features").cluster("/enableKubernetesAlpha", false).kept();
    table
        .item("5.10.3", "gVisor for untrusted code")
        .some(
            "container/nodePool:NodePool",
            "nodeConfig.sandboxConfig.sandboxType = gvisor",
            pool -> pool.at("/nodeConfig/sandboxConfig/sandboxType").asText().equals("gvisor"))
        .kept();
    table
        .item("5.10.4", "security posture")
        .cluster("/securityPostureConfig/mode", "BASIC")
        .cluster("/securityPostureConfig/vulnerabilityMode", "VULNERABILITY_BASIC")
        .kept();
  }

  private static void network(Hardening table) {
    table
        .item("5.6.1", "flow logs, intranode visibility")
        .cluster("/enableIntranodeVisibility", true)
        .every("compute/subnetwork:Subnetwork", "/logConfig/metadata", "INCLUDE_ALL_METADATA")
        .kept();
    table.item("5.6.2", "VPC-native").cluster("/networkingMode", "VPC_NATIVE").kept();
    table
        .item("5.6.3", "authorized networks")
        .cluster("/masterAuthorizedNetworksConfig/gcpPublicCidrsAccessEnabled", false)
        .kept();
    table
        .item("5.6.4", "private endpoint")
        .cluster("/privateClusterConfig/enablePrivateEndpoint", true)
        .kept();
    table
        .item("5.6.5", "private nodes")
        .cluster("/privateClusterConfig/enablePrivateNodes", true)
        .kept();
    for (String direction : List.of("INGRESS", "EGRESS")) {
      table
          .item("5.6.6", "firewall, " + direction.toLowerCase(Locale.ROOT))
          .some(
              "compute/firewall:Firewall",
              direction + " denied by default, logged",
              rule ->
                  rule.path("direction").asText().equals(direction)
                      && rule.at("/denies/0/protocol").asText().equals("all")
                      && rule.path("logConfig").isObject())
          .kept();
    }
    table.item("5.6.7", "managed certificates").notHere("the entry's Gateway brings its own");
  }

  private static void access(Hardening table) {
    table
        .item("5.7.1", "logging and monitoring")
        .cluster("/loggingConfig/enableComponents/0", "SYSTEM_COMPONENTS")
        .cluster("/loggingConfig/enableComponents/2", "APISERVER")
        .cluster("/monitoringConfig/managedPrometheus/enabled", true)
        .kept();
    table
        .item("5.7.2", "auditd on nodes")
        .open("needs a privileged DaemonSet of Google's; its logs cost more than they tell yet");
    table
        .item("5.8.1", "no client certificates")
        .cluster("/masterAuth/clientCertificateConfig/issueClientCertificate", false)
        .kept();
    table
        .item("5.8.2", "Google Groups for RBAC")
        .cluster("/authenticatorGroupsConfig/securityGroup", "gke-security-groups@example.com")
        .kept();
    table.item("5.8.3", "no legacy ABAC").cluster("/enableLegacyAbac", false).kept();
  }

  private static Hardening multiTenancy() {
    var table = new Hardening(StackCase.shipped("prod"));
    table.item("-", "folders and projects").byHand("one project per cluster; see `cloud.project`");
    table
        .item("-", "regional control plane, nodes in three zones")
        .cluster("/location", "europe-west1")
        .pools("/nodeLocations", List.of("europe-west1-b", "europe-west1-c", "europe-west1-d"))
        .kept();
    table
        .item("-", "autoscaling")
        .all(
            "container/nodePool:NodePool",
            "autoscaling with a bound",
            pool ->
                pool.at("/autoscaling/maxNodeCount").asInt() > 0
                    || pool.at("/autoscaling/totalMaxNodeCount").asInt() > 0)
        .kept();
    table
        .item("-", "maintenance off-peak")
        .cluster("/maintenancePolicy/recurringWindow/recurrence", "FREQ=WEEKLY;BYDAY=SA,SU")
        .kept();
    table
        .item("-", "cost allocation per Namespace")
        .cluster("/costManagementConfig/enabled", true)
        .kept();
    table
        .item("-", "egress by name")
        .cluster("/enableFqdnNetworkPolicy", true)
        .cluster("/datapathProvider", "ADVANCED_DATAPATH")
        .kept();
    table.item("-", "Shared VPC").notHere("a cluster's network is its own and has no neighbour");
    table
        .item("-", "Namespace, quota, policies and identities per tenant")
        .keptBy("`StackLawsTest`, `NetworkLawsTest`, `AccessLawsTest`");
    table
        .item("-", "logs per tenant")
        .open("all tenants' logs lie in one bucket of Cloud Logging, by Namespace");
    table.item("-", "deletion protection").cluster("/deletionProtection", true).kept();
    table
        .item("-", "backups")
        .cluster("/addonsConfig/gkeBackupAgentConfig/enabled", true)
        .every("gkebackup/backupPlan:BackupPlan", "/backupConfig/includeVolumeData", true)
        .kept();
    return table;
  }

  private static Hardening supplyChain() {
    var table = new Hardening(StackCase.shipped("prod"));
    table
        .item("-", "Binary Authorization on the cluster")
        .cluster("/binaryAuthorization/evaluationMode", "PROJECT_SINGLETON_POLICY_ENFORCE")
        .kept();
    table
        .item("-", "its policy: attestation required, refused and logged")
        .byHand("the project's one policy needs the attestor of whoever builds the images");
    table
        .item("-", "images by digest, from known registries")
        .keptBy("[admission.md](admission.md): `image-digest`, `image-registry`");
    table.item("-", "provenance and SBOM of images").byHand("of the pipeline that builds them");
    table
        .item("-", "secrets' stores per tenant")
        .keptBy("[secrets.md](secrets.md), `SecretLawsTest`");
    table
        .item("-", "external addresses of Services")
        .cluster("/serviceExternalIpsConfig/enabled", false)
        .kept();
    return table;
  }

  private static String with(String page, String name, Hardening table) {
    String start = "<!-- " + name + ": generated by HardeningDocTest; make fix -->\n";
    String end = "<!-- end of " + name + " -->";
    int from = page.indexOf(start) + start.length();
    return page.substring(0, from)
        + HEAD
        + String.join("\n", table.rows())
        + "\n"
        + page.substring(page.indexOf(end));
  }
}
