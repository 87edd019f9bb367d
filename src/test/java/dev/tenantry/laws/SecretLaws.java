package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is wrong with the identities, grants and secrets of a recording, as sentences. */
final class SecretLaws {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Types that grant on exactly one resource, and the input that names it. */
  private static final Map<String, String> SINGLE =
      Map.of(
          "gcp:secretmanager/secretIamMember:SecretIamMember", "secretId",
          "gcp:serviceaccount/iAMMember:IAMMember", "serviceAccountId",
          "gcp:pubsub/topicIAMMember:TopicIAMMember", "topic",
          "gcp:storage/bucketIAMMember:BucketIAMMember", "bucket",
          "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember", "repository",
          "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "cryptoKeyId");

  /** What holds for a whole project by its nature and opens nobody's data: logs and metrics. */
  private static final Map<String, String> OF_A_PROJECT =
      Map.of("roles/container.defaultNodeServiceAccount", "serviceAccount:tenantry-nodes@");

  private final List<String> broken = new ArrayList<>();
  private final List<RecordedResource> recording;

  private SecretLaws(List<RecordedResource> recording) {
    this.recording = recording;
  }

  /** Every broken law; empty for a good recording. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    SecretLaws laws = new SecretLaws(recording);
    recording.stream().filter(RecordedResource::isGcpResource).forEach(laws::cloudResource);
    laws.kind("SecretStore").forEach(laws::store);
    laws.kind("ExternalSecret").forEach(laws::externalSecret);
    laws.kinds("ClusterSecretStore", "ClusterExternalSecret", "PushSecret", "Secret")
        .forEach(one -> laws.broken.add(one.name() + " is of a kind that nobody may declare"));
    laws.principals();
    return laws.broken;
  }

  /** Who may add versions to each secret of Google's: members by secret id. */
  static Map<String, Set<String>> writers(List<RecordedResource> recording) {
    return members(recording, "roles/secretmanager.secretVersionManager");
  }

  /** Who reads each secret of Google's: members by secret id. */
  static Map<String, Set<String>> readers(List<RecordedResource> recording) {
    return members(recording, "roles/secretmanager.secretAccessor");
  }

  private static Map<String, Set<String>> members(List<RecordedResource> recording, String role) {
    Map<String, Set<String>> members = new TreeMap<>();
    recording.stream()
        .filter(one -> one.type().endsWith(":SecretIamMember"))
        .filter(one -> text(one, "/role").equals(role))
        .forEach(
            one ->
                members
                    .computeIfAbsent(text(one, "/secretId"), none -> new TreeSet<>())
                    .add(text(one, "/member")));
    return members;
  }

  private static boolean isOfAProject(RecordedResource one) {
    String member = OF_A_PROJECT.getOrDefault(text(one, "/role"), "nobody");
    return one.type().equals("gcp:projects/iAMMember:IAMMember")
        && text(one, "/member").startsWith(member);
  }

  private void cloudResource(RecordedResource one) {
    boolean grant = one.type().matches(".*(IAM|Iam)(Member|Binding|Policy)$");
    if (grant
        && text(one, SINGLE.containsKey(one.type()) ? "/" + SINGLE.get(one.type()) : "/-")
            .isEmpty()) {
      if (text(one, "/condition/expression").isEmpty() && !isOfAProject(one)) {
        broken.add(one.name() + " grants on more than one resource without a condition");
      }
    }
    if (one.type().endsWith(":SecretIamMember")
        && !List.of("secretAccessor", "secretVersionManager")
            .contains(text(one, "/role").replace("roles/secretmanager.", ""))) {
      broken.add(one.name() + " grants another role than to read or to add versions");
    }
    if (one.type().matches(".*(Binding|Policy)$") && grant) {
      broken.add(one.name() + " replaces the grants of others");
    }
    if (Stream.of("allUsers", "allAuthenticatedUsers", "principalSet:", "domain:")
        .anyMatch(text(one, "/member")::startsWith)) {
      broken.add(one.name() + " grants to many at once");
    }
    if (one.type().endsWith(":SecretVersion")) {
      broken.add(one.name() + " would put a value into the state");
    }
    if (one.type().endsWith("/secret:Secret")) {
      if (json(one).at("/replication/userManaged/replicas").isEmpty()) {
        broken.add(one.name() + " may be stored anywhere");
      }
    }
    if (one.type().endsWith(":Key")) {
      broken.add(one.name() + " is a key that never expires");
    }
  }

  /** A store and its ServiceAccount belong to one tenant, and each reader has a store alone. */
  private void store(RecordedResource one) {
    JsonNode provider = json(one).at("/spec/provider");
    JsonNode account = provider.findPath("serviceAccountRef");
    String name = account.path("name").asText();
    if (account.has("namespace")) {
      broken.add(one.name() + " reads as a ServiceAccount of another Namespace");
    }
    boolean known =
        kind("ServiceAccount").stream()
            .anyMatch(
                two -> two.namespace().equals(one.namespace()) && two.objectName().equals(name));
    if (!known) {
      broken.add(one.name() + " reads as a ServiceAccount that is not the tenant's");
    }
    if (!provider.findPath("secretRef").isMissingNode()) {
      broken.add(one.name() + " reads with a key");
    }
    if (provider.has("vault")) {
      String namespace = String.join("", one.namespace());
      if (!provider.at("/vault/auth/kubernetes/role").asText().endsWith("-" + namespace)) {
        broken.add(one.name() + " has a role of another tenant");
      }
    }
  }

  private void externalSecret(RecordedResource one) {
    JsonNode spec = json(one).path("spec");
    String namespace = String.join("", one.namespace());
    List<RecordedResource> stores =
        kind("SecretStore").stream()
            .filter(store -> store.namespace().equals(one.namespace()))
            .filter(store -> store.objectName().equals(text(one, "/spec/secretStoreRef/name")))
            .toList();
    if (stores.size() != 1 || !spec.at("/secretStoreRef/kind").asText().equals("SecretStore")) {
      broken.add(one.name() + " has no store of its own Namespace");
      return;
    }
    if (!spec.at("/target/creationPolicy").asText().equals("Owner")
        || !spec.at("/target/deletionPolicy").asText().equals("Delete")) {
      broken.add(one.name() + " leaves its Secret behind");
    }
    if (spec.path("data").isEmpty() || spec.has("dataFrom")) {
      broken.add(one.name() + " does not name its secrets one by one");
    }
    boolean google = json(stores.get(0)).at("/spec/provider").has("gcpsm");
    for (JsonNode data : spec.path("data")) {
      String key = data.at("/remoteRef/key").asText();
      boolean own =
          google
              ? key.startsWith(namespace + "_") && isGranted(key, stores.get(0))
              : key.contains("/" + namespace + "/");
      if (!own) {
        broken.add(one.name() + " asks for " + key + ", which its reader may not read");
      }
    }
  }

  private boolean isGranted(String secret, RecordedResource store) {
    String account = json(store).findPath("serviceAccountRef").path("name").asText();
    String direct = "/subject/ns/" + String.join("", store.namespace()) + "/sa/" + account;
    String email =
        kind("ServiceAccount").stream()
            .filter(one -> one.namespace().equals(store.namespace()))
            .filter(one -> one.objectName().equals(account))
            .map(one -> text(one, "/metadata/annotations/iam.gke.io~1gcp-service-account"))
            .findFirst()
            .orElse("");
    return readers(recording).getOrDefault(secret, Set.of()).stream()
        .anyMatch(
            member ->
                member.endsWith(direct)
                    || !email.isEmpty() && member.equals("serviceAccount:" + email));
  }

  /** A principal stands for one ServiceAccount, and so for one tenant. */
  private void principals() {
    Map<String, String> owners = new HashMap<>();
    Set<String> writers = new TreeSet<>();
    writers(recording).values().forEach(writers::addAll);
    readers(recording)
        .forEach(
            (secret, members) ->
                members.forEach(
                    member -> {
                      String tenant = secret.replaceFirst("_.*", "");
                      String other = owners.putIfAbsent(member, tenant);
                      if (other != null && !other.equals(tenant)) {
                        broken.add(member + " reads secrets of " + other + " and of " + tenant);
                      }
                      if (writers.contains(member)) {
                        broken.add(member + " writes and reads secrets");
                      }
                    }));
  }

  private List<RecordedResource> kind(String kind) {
    return kinds(kind).toList();
  }

  private Stream<RecordedResource> kinds(String... kinds) {
    return recording.stream()
        .filter(RecordedResource::isKubernetesObject)
        .filter(one -> List.of(kinds).contains(one.kind()));
  }

  private static String text(RecordedResource one, String pointer) {
    return json(one).at(pointer).asText("");
  }

  private static JsonNode json(RecordedResource one) {
    return JSON.valueToTree(one.inputs());
  }
}
