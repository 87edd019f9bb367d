package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.DataConfig;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.SqliteSidecar;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds claims and volumes of a stack's tenants that nobody has any more.
 *
 * <p>Of Namespaces of another stack it says nothing: whether their tenants are declared is written
 * in files that it has not read.
 */
final class OrphanSearch {
  /** Kinds whose pods may be none at the moment and come back. */
  static final String WORKLOADS =
      "pods,deployments.apps,statefulsets.apps,replicasets.apps,daemonsets.apps,jobs.batch,"
          + "cronjobs.batch";

  private static final String TENANTS = Names.NAMESPACE_PREFIX;

  private final StackConfig config;
  private final Map<String, JsonNode> namespaces = new TreeMap<>();
  private final List<JsonNode> workloads;

  /**
   * A search in what a cluster had a moment ago.
   *
   * @param namespaces those with a tenant's label
   * @param workloads objects of {@link #WORKLOADS}
   */
  OrphanSearch(StackConfig config, List<JsonNode> namespaces, List<JsonNode> workloads) {
    this.config = config;
    this.workloads = List.copyOf(workloads);
    namespaces.forEach(one -> this.namespaces.put(one.at("/metadata/name").asText(), one));
  }

  /** Those among the cluster's claims. */
  List<Orphan> claims(List<JsonNode> claims) {
    List<Orphan> orphans = new ArrayList<>();
    for (JsonNode claim : claims) {
      JsonNode namespace = namespaces.get(claim.at("/metadata/namespace").asText());
      if (namespace != null && isOurs(namespace)) {
        String tenant = label(namespace, Labels.TENANT_ID);
        why(tenant, claim)
            .ifPresent(why -> orphans.add(new Orphan(claim, why, kept(tenant, claim))));
      }
    }
    return orphans;
  }

  /** Those among the cluster's volumes: released, and bound to a claim of a tenant before. */
  List<Orphan> volumes(List<JsonNode> volumes) {
    List<Orphan> orphans = new ArrayList<>();
    for (JsonNode volume : volumes) {
      String namespace = volume.at("/spec/claimRef/namespace").asText();
      boolean tenants = namespace.startsWith(TENANTS) || !label(volume, Labels.TENANT_ID).isEmpty();
      JsonNode there = namespaces.get(namespace);
      // A driver puts no label on a volume; then only a Namespace that is still there can say.
      boolean anothers =
          there != null && !isOurs(there)
              || !label(volume, Labels.INSTANCE).isEmpty() && !isOurs(volume);
      if (volume.at("/status/phase").asText().equals("Released") && tenants && !anothers) {
        String claim = namespace + "/" + volume.at("/spec/claimRef/name").asText();
        orphans.add(
            new Orphan(volume, "claim " + claim + " is gone", "volumes are deleted by hand"));
      }
    }
    return orphans;
  }

  private Optional<String> why(String tenant, JsonNode claim) {
    Optional<TenantConfig> declared = declared(tenant);
    if (declared.isEmpty()) {
      return Optional.of("no file declares tenant " + tenant);
    }
    String name = claim.at("/metadata/name").asText();
    boolean agents =
        declared.get().agents().keySet().stream()
            .anyMatch(agent -> DataNames.sqliteClaim(agent).equals(name));
    if (agents && declared.get().data() instanceof SqliteSidecar) {
      return Optional.empty();
    }
    if (label(claim, Labels.MANAGED_BY).equals(Labels.MANAGED_BY_TENANTRY)) {
      String mode = declared.get().data().mode().label();
      return Optional.of(agents ? "data.mode is " + mode + " now" : "no agent of the file has it");
    }
    return user(claim).isPresent()
        ? Optional.empty()
        : Optional.of("no pod, workload or agent uses it");
  }

  private String kept(String tenant, JsonNode claim) {
    return user(claim)
        .orElseGet(
            () -> policy(tenant, claim) == DeletionPolicy.RETAIN ? "deletionPolicy is retain" : "");
  }

  /** The safer one of what the claim and the tenant's file say; retain if neither says. */
  private DeletionPolicy policy(String tenant, JsonNode claim) {
    String said =
        claim.path("metadata").path("annotations").path(DataNames.DELETION_POLICY).asText();
    Optional<DeletionPolicy> file =
        declared(tenant).map(TenantConfig::data).map(DataConfig::deletionPolicy);
    boolean delete = DeletionPolicy.DELETE.label().equals(said);
    boolean fileDeletes = file.filter(one -> one == DeletionPolicy.DELETE).isPresent();
    boolean goes = said.isEmpty() ? fileDeletes : delete && (file.isEmpty() || fileDeletes);
    return goes ? DeletionPolicy.DELETE : DeletionPolicy.RETAIN;
  }

  private Optional<TenantConfig> declared(String tenant) {
    return config.tenants().entrySet().stream()
        .filter(one -> one.getKey().value().equals(tenant))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Who mounts the claim, or will when it has pods again; a pod before anything else. */
  private Optional<String> user(JsonNode claim) {
    return workloads.stream()
        .filter(one -> namespace(one).equals(namespace(claim)))
        .filter(one -> names(one, claim.at("/metadata/name").asText()))
        .map(one -> one.path("kind").asText() + " " + one.at("/metadata/name").asText())
        .min((a, b) -> Boolean.compare(!a.startsWith("Pod "), !b.startsWith("Pod ")))
        .map(user -> user + (user.startsWith("Pod ") ? " mounts it" : " names it"));
  }

  private static boolean names(JsonNode workload, String claim) {
    if (workload.path("spec").findValuesAsText("claimName").contains(claim)) {
      return true;
    }
    String set = workload.at("/metadata/name").asText();
    for (JsonNode template : workload.at("/spec/volumeClaimTemplates")) {
      String start = template.at("/metadata/name").asText() + "-" + set + "-";
      if (claim.startsWith(start) && claim.substring(start.length()).matches("\\d+")) {
        return true;
      }
    }
    return false;
  }

  private boolean isOurs(JsonNode object) {
    return label(object, Labels.INSTANCE).equals(config.stack());
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  private static String label(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText();
  }
}
