package dev.tenantry.cluster;

import com.pulumi.gcp.artifactregistry.RepositoryIamMember;
import com.pulumi.gcp.artifactregistry.RepositoryIamMemberArgs;
import com.pulumi.gcp.kms.CryptoKeyIAMMember;
import com.pulumi.gcp.kms.CryptoKeyIAMMemberArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who nodes are in Google Cloud, what they may do, and who may use the cluster's key.
 *
 * <p>Nodes write logs and metrics and read the repositories that the platform's file names; pods
 * act as themselves (docs/identity.md).
 */
final class NodeIdentity {
  /** Logs, metrics and what the autoscaler writes; Google's smallest role for nodes. */
  static final String NODE_ROLE = "roles/container.defaultNodeServiceAccount";

  static final String READER_ROLE = "roles/artifactregistry.reader";
  static final String KEY_ROLE = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

  private final String name;
  private final DeclaredClusterArgs args;
  private final Resource parent;

  NodeIdentity(String name, DeclaredClusterArgs args, Resource parent) {
    this.name = name;
    this.args = args;
    this.parent = parent;
  }

  /** Declares all of it; a cluster without one of these never becomes ready. */
  List<Resource> declare() {
    Account account =
        new Account(
            Names.child(name, "nodes"),
            AccountArgs.builder()
                .accountId(ClusterNames.NODE_ACCOUNT)
                .project(args.project())
                .displayName("Nodes of " + args.name().name())
                .build(),
            options());
    List<Resource> ready = new ArrayList<>(List.of(account));
    ready.add(mayRun(account));
    NodeRepositories.of(args.platform())
        .forEach(repository -> ready.add(mayRead(repository, account)));
    keyUsers().forEach((who, member) -> ready.add(mayEncrypt(who, member)));
    return ready;
  }

  private IAMMember mayRun(Account account) {
    return new IAMMember(
        Names.child(name, "nodes-role"),
        IAMMemberArgs.builder().project(args.project()).role(NODE_ROLE).member(member()).build(),
        after(account));
  }

  private RepositoryIamMember mayRead(NodeRepositories.Repository repository, Account account) {
    return new RepositoryIamMember(
        Names.child(name, "nodes-images-" + repository.name()),
        RepositoryIamMemberArgs.builder()
            .project(repository.project())
            .location(repository.location())
            .repository(repository.name())
            .role(READER_ROLE)
            .member(member())
            .build(),
        after(account));
  }

  /** Google's own accounts that encrypt for the cluster. */
  private Map<String, String> keyUsers() {
    Map<String, String> users = new LinkedHashMap<>();
    users.put("kubernetes", "container-engine-robot");
    users.put("disks", "compute-system");
    users.put("backups", "gcp-sa-gkebackup");
    return users;
  }

  private CryptoKeyIAMMember mayEncrypt(String what, String service) {
    String agent =
        "serviceAccount:service-"
            + args.cloud().projectNumber()
            + "@"
            + service
            + ".iam.gserviceaccount.com";
    return new CryptoKeyIAMMember(
        Names.child(name, "key-" + what),
        CryptoKeyIAMMemberArgs.builder()
            .cryptoKeyId(args.gke().key().value())
            .role(KEY_ROLE)
            .member(agent)
            .build(),
        options());
  }

  private String member() {
    return "serviceAccount:" + ClusterNames.nodeAccount(args.cloud());
  }

  private CustomResourceOptions options() {
    return CustomResourceOptions.builder().parent(parent).build();
  }

  private CustomResourceOptions after(Account account) {
    return CustomResourceOptions.builder().parent(parent).dependsOn(account).build();
  }
}
