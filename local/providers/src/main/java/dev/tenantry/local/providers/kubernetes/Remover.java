package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pulumirpc.Provider.DeleteRequest;

/** Deletes objects and waits until they are gone; of patched objects it gives back the fields. */
final class Remover {
  private final Cluster cluster;
  private final Waiting waiting;

  Remover(Cluster cluster, Waiting waiting) {
    this.cluster = cluster;
    this.waiting = waiting;
  }

  void delete(DeleteRequest request) {
    TypeToken token = TypeToken.parse(Urn.parse(request.getUrn()).type());
    Manifest manifest =
        new Manifest(request.getUrn(), token, Properties.fromStruct(request.getProperties()));
    Optional<ApiKind> kind = cluster.discovery().find(token);
    if (kind.isEmpty()) {
      // The definition went first, and its objects went with it.
      return;
    }
    ObjectRef ref = ObjectId.parse(request.getId()).of(kind.get(), cluster.namespace());
    Optional<Map<String, Object>> live = cluster.server().get(ref);
    if (live.isEmpty()) {
      return;
    }
    if (token.patch()) {
      relinquish(manifest, ref, live.get());
      return;
    }
    remove(manifest, ref, live.get(), Deadline.of(request.getTimeout(), manifest));
  }

  private void remove(Manifest manifest, ObjectRef ref, Map<String, Object> live, Deadline limit) {
    String propagation = manifest.annotation("pulumi.com/deletionPropagationPolicy");
    boolean known = Set.of("foreground", "background", "orphan").contains(propagation);
    String policy =
        known
            ? propagation.substring(0, 1).toUpperCase(Locale.ROOT) + propagation.substring(1)
            : "Foreground";
    try {
      cluster.server().delete(ref, policy);
    } catch (ApiFailure failure) {
      if (!failure.isProtectedNamespace()) {
        throw failure;
      }
      relinquish(manifest, ref, live);
      return;
    }
    waiting.untilGone(ref, Tree.text(live, "metadata", "uid"), limit, manifest.urn());
  }

  /** An apply without fields: the API server removes those that only we owned. */
  private void relinquish(Manifest manifest, ObjectRef ref, Map<String, Object> live) {
    String uid = Tree.text(live, "metadata", "uid");
    Map<String, Object> metadata =
        ref.namespace().isEmpty()
            ? Map.of("name", ref.name(), "uid", uid)
            : Map.of("name", ref.name(), "namespace", ref.namespace(), "uid", uid);
    Map<String, Object> empty =
        Map.of(
            "apiVersion", ref.kind().apiVersion(), "kind", ref.kind().kind(), "metadata", metadata);
    try {
      cluster.server().apply(ref, empty, new ApplyMode(storedManager(manifest), true, false));
    } catch (ApiFailure failure) {
      // The uid keeps the apply from creating the object anew if it went away meanwhile.
      if (cluster.server().get(ref).isPresent()) {
        throw new ProviderFailure(failure.getMessage(), failure);
      }
    }
  }

  private static String storedManager(Manifest manifest) {
    String stored = Tree.text(manifest.inputs(), "__fieldManager");
    return stored.isEmpty() ? manifest.manager() : stored;
  }
}
