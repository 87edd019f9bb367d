package dev.tenantry.policies.google;

import java.util.Set;

/** Type tokens of the resources that the rules of this package read. */
final class GoogleTypes {
  static final String ADDRESS = "gcp:compute/address:Address";
  static final String BACKUP_PLAN = "gcp:gkebackup/backupPlan:BackupPlan";
  static final String BUCKET = "gcp:storage/bucket:Bucket";
  static final String CLUSTER = "gcp:container/cluster:Cluster";
  static final String CRYPTO_KEY = "gcp:kms/cryptoKey:CryptoKey";
  static final String CRYPTO_KEY_MEMBER = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
  static final String FIREWALL = "gcp:compute/firewall:Firewall";
  static final Set<String> FIREWALL_POLICY_RULES =
      Set.of(
          "gcp:compute/firewallPolicyRule:FirewallPolicyRule",
          "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule",
          "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule");
  static final String FORWARDING_RULE = "gcp:compute/forwardingRule:ForwardingRule";
  static final String GLOBAL_ADDRESS = "gcp:compute/globalAddress:GlobalAddress";
  static final String GLOBAL_FORWARDING_RULE =
      "gcp:compute/globalForwardingRule:GlobalForwardingRule";
  static final String KEY_RING_MEMBER = "gcp:kms/keyRingIAMMember:KeyRingIAMMember";
  static final String NAT = "gcp:compute/routerNat:RouterNat";
  static final String NETWORK = "gcp:compute/network:Network";
  static final String NODE_POOL = "gcp:container/nodePool:NodePool";
  static final String REGIONAL_SECRET_VERSION =
      "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion";
  static final String REPOSITORY = "gcp:artifactregistry/repository:Repository";
  static final String REPOSITORY_MEMBER =
      "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember";
  static final String SECRET = "gcp:secretmanager/secret:Secret";
  static final String SECRET_MEMBER = "gcp:secretmanager/secretIamMember:SecretIamMember";
  static final String SECRET_VERSION = "gcp:secretmanager/secretVersion:SecretVersion";
  static final String SERVICE_ACCOUNT_KEY = "gcp:serviceaccount/key:Key";
  static final String SERVICE_ACCOUNT_MEMBER = "gcp:serviceaccount/iAMMember:IAMMember";
  static final String SQL_INSTANCE = "gcp:sql/databaseInstance:DatabaseInstance";
  static final String SQL_USER = "gcp:sql/user:User";
  static final String SUBNET = "gcp:compute/subnetwork:Subnetwork";
  static final String TOPIC = "gcp:pubsub/topic:Topic";
  static final String ZONE = "gcp:dns/managedZone:ManagedZone";

  private GoogleTypes() {}
}
