package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.InitFailed;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;

/** Reads objects: for refresh against the last inputs, for import without any. */
final class Reader {
  private static final List<String> SERVER_SET =
      List.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "managedFields",
          "generation",
          "selfLink",
          "ownerReferences");

  private final Cluster cluster;
  private final Waiting waiting;
  private final Switches switches;

  Reader(Cluster cluster, Waiting waiting, Switches switches) {
    this.cluster = cluster;
    this.waiting = waiting;
    this.switches = switches;
  }

  ReadResponse read(ReadRequest request) {
    Optional<String> unreachable = cluster.unreachable();
    if (unreachable.isPresent()) {
      return unread(request, unreachable.get());
    }
    TypeToken token = TypeToken.parse(Urn.parse(request.getUrn()).type());
    Optional<ApiKind> kind = cluster.discovery().find(token);
    if (kind.isEmpty()) {
      return ReadResponse.getDefaultInstance();
    }
    ObjectRef ref = ObjectId.parse(request.getId()).of(kind.get(), cluster.namespace());
    Optional<Map<String, Object>> found = cluster.server().get(ref);
    if (found.isEmpty()) {
      return ReadResponse.getDefaultInstance();
    }
    Map<String, Object> live = found.get();
    Map<String, Object> before = Properties.fromStruct(request.getInputs());
    Map<String, Object> inputs =
        before.isEmpty()
            ? imported(token, live)
            : refreshed(new Manifest(request.getUrn(), token, before), live);
    Manifest manifest = new Manifest(request.getUrn(), token, inputs);
    Map<String, Object> outputs = Outputs.of(manifest, live);
    reportNotReady(manifest, ref, live, outputs);
    return ReadResponse.newBuilder()
        .setId(ref.id())
        .setInputs(Properties.toStruct(inputs))
        .setProperties(Properties.toStruct(outputs))
        .build();
  }

  private ReadResponse unread(ReadRequest request, String why) {
    if (switches.deleteUnreachable()) {
      return ReadResponse.getDefaultInstance();
    }
    if (switches.keepUnreachable()) {
      return ReadResponse.newBuilder()
          .setId(request.getId())
          .setInputs(request.getInputs())
          .setProperties(request.getProperties())
          .build();
    }
    throw new ProviderFailure(
        why + "; if the cluster is gone for good, PULUMI_K8S_DELETE_UNREACHABLE=true forgets it");
  }

  private static Map<String, Object> refreshed(Manifest before, Map<String, Object> live) {
    Map<String, Object> projected = Projection.of(before, live);
    Object marked = Tree.withSecretsOf(before.inputs(), projected);
    return secretData(before.token(), Tree.asMap(marked));
  }

  private static Map<String, Object> imported(TypeToken token, Map<String, Object> live) {
    Map<String, Object> inputs = Tree.without(live, "status");
    for (String field : SERVER_SET) {
      inputs = Tree.without(inputs, "metadata", field);
    }
    for (String annotation :
        List.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "deployment.kubernetes.io/revision")) {
      inputs = Tree.without(inputs, "metadata", "annotations", annotation);
    }
    if (Tree.map(inputs, "metadata", "annotations").isEmpty()) {
      inputs = Tree.without(inputs, "metadata", "annotations");
    }
    return secretData(token, inputs);
  }

  private static Map<String, Object> secretData(TypeToken token, Map<String, Object> inputs) {
    return token.isSecret() ? InputCheck.withSecretData(inputs) : inputs;
  }

  /** Otherwise a refresh after a failed wait would make the failure vanish from the state. */
  private void reportNotReady(
      Manifest manifest, ObjectRef ref, Map<String, Object> live, Map<String, Object> outputs) {
    if (!Waiting.isWanted(manifest)) {
      return;
    }
    List<String> missing = waiting.missing(manifest, live);
    if (!missing.isEmpty()) {
      throw new InitFailed(
          ref + " is not ready: " + String.join("; ", missing),
          ref.id(),
          outputs,
          manifest.inputs(),
          missing);
    }
  }
}
