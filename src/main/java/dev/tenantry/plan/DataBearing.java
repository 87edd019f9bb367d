package dev.tenantry.plan;

import java.util.Map;
import java.util.Optional;

/** Resources that hold what no program can make again, and what is lost with each. */
public final class DataBearing {
  private static final String SECRET = "the secret, for whoever reads it";
  private static final String KEY = "all that is encrypted with the key, for good";
  private static final String BUCKET = "every object in the bucket";
  private static final String BACKUPS = "its backups, and the way back from other losses";
  private static final String CREDENTIAL = "the login of all who use it";

  /** By token for what is Google's, and by kind of Kubernetes, of any version. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("gcp:sql/databaseInstance:DatabaseInstance", "every database on the instance"),
          Map.entry("gcp:sql/database:Database", "every table in the database"),
          Map.entry("gcp:sql/user:User", CREDENTIAL + ", and what it owns may go with it"),
          Map.entry("gcp:storage/bucket:Bucket", BUCKET),
          Map.entry("gcp:storage/bucketObject:BucketObject", "the object"),
          Map.entry("gcp:storage/managedFolder:ManagedFolder", "every object in the folder"),
          Map.entry("gcp:kms/keyRing:KeyRing", KEY),
          Map.entry("gcp:kms/cryptoKey:CryptoKey", KEY),
          Map.entry("gcp:kms/cryptoKeyVersion:CryptoKeyVersion", KEY),
          Map.entry("gcp:secretmanager/secret:Secret", SECRET + ", in all its versions"),
          Map.entry("gcp:secretmanager/secretVersion:SecretVersion", SECRET),
          Map.entry(
              "gcp:serviceaccount/account:Account",
              "its keys and grants; a new one of the" + " same name is another account"),
          Map.entry("gcp:serviceaccount/key:Key", CREDENTIAL),
          Map.entry("gcp:gkebackup/backupPlan:BackupPlan", BACKUPS),
          Map.entry("gcp:gkebackup/restorePlan:RestorePlan", "the way to restore its backups"),
          Map.entry(
              "gcp:container/cluster:Cluster",
              "everything that runs in the cluster, and the" + " volumes of its claims"),
          Map.entry("gcp:compute/disk:Disk", "everything on the disk"),
          Map.entry("gcp:compute/snapshot:Snapshot", "the snapshot"),
          Map.entry("gcp:filestore/instance:Instance", "every file on the share"),
          Map.entry("gcp:redis/instance:Instance", "everything in the store"),
          Map.entry("gcp:redis/cluster:Cluster", "everything in the store"),
          Map.entry("gcp:alloydb/cluster:Cluster", "every database in the cluster"),
          Map.entry("gcp:alloydb/instance:Instance", "what it alone serves"),
          Map.entry("gcp:pubsub/topic:Topic", "messages that nobody has read yet"),
          Map.entry("gcp:pubsub/subscription:Subscription", "messages that nobody has read yet"),
          Map.entry("gcp:artifactregistry/repository:Repository", "every image in the repository"),
          Map.entry("gcp:dns/managedZone:ManagedZone", "every name in the zone"),
          Map.entry("gcp:organizations/project:Project", "everything in the project"),
          Map.entry("Namespace", "everything in the Namespace, its claims and Secrets included"),
          Map.entry("PersistentVolumeClaim", "everything on its volume"),
          Map.entry("PersistentVolume", "everything on the volume"),
          Map.entry("VolumeSnapshot", "the snapshot"),
          Map.entry("StatefulSet", "running members; their claims stay, but nobody serves them"),
          Map.entry("Secret", SECRET),
          Map.entry("ExternalSecret", "the Secret that is made from it"),
          Map.entry("TenantDatabase", "the tenant's login and, as its policy says, its data"),
          Map.entry("CustomResourceDefinition", "every object of the kind, in every Namespace"));

  private DataBearing() {}

  /**
   * What is lost with a resource.
   *
   * @param type its token
   * @return empty for what the program makes again as it was
   */
  static Optional<String> reason(String type) {
    if (type.startsWith("kubernetes:")) {
      return Optional.ofNullable(REASONS.get(type.substring(type.lastIndexOf(':') + 1)));
    }
    return Optional.ofNullable(REASONS.get(type));
  }

  /** The whole list, for its page. */
  public static Map<String, String> reasons() {
    return REASONS;
  }
}
