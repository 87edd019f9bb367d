package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.InitFailed;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import java.util.Map;
import java.util.Optional;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;

/** Creates and updates objects by server-side apply, and previews both. */
final class Writer {
  private final Cluster cluster;
  private final DryRuns dryRuns;
  private final Waiting waiting;
  private final EngineLog log;
  private final boolean upsert;
  private final boolean forceAlways;

  Writer(Cluster cluster, DryRuns dryRuns, Waiting waiting, EngineLog log, Switches switches) {
    this.cluster = cluster;
    this.dryRuns = dryRuns;
    this.waiting = waiting;
    this.log = log;
    this.upsert = switches.upsert();
    this.forceAlways = switches.force();
  }

  CreateResponse create(CreateRequest request) {
    Manifest manifest = manifest(request.getUrn(), Properties.fromStruct(request.getProperties()));
    if (request.getPreview()) {
      return CreateResponse.newBuilder()
          .setProperties(Properties.toStruct(planned(manifest)))
          .build();
    }
    ObjectRef ref = manifest.ref(cluster.discovery().require(manifest.token()), namespace());
    Deadline limit = Deadline.of(request.getTimeout(), manifest);
    if (!manifest.token().patch() && !upsert) {
      refuseExisting(ref, limit, manifest.urn());
    }
    Map<String, Object> outputs = write(manifest, ref, limit, "created");
    return CreateResponse.newBuilder()
        .setId(ref.id())
        .setProperties(Properties.toStruct(outputs))
        .build();
  }

  UpdateResponse update(UpdateRequest request) {
    Manifest manifest = manifest(request.getUrn(), Properties.fromStruct(request.getNews()));
    Map<String, Object> outputs;
    if (request.getPreview()) {
      outputs = tried(manifest, Properties.fromStruct(request.getOlds()));
    } else {
      ObjectRef ref = manifest.ref(cluster.discovery().require(manifest.token()), namespace());
      Deadline limit = Deadline.of(request.getTimeout(), manifest);
      outputs = write(manifest, ref, limit, "updated");
    }
    return UpdateResponse.newBuilder().setProperties(Properties.toStruct(outputs)).build();
  }

  private static Manifest manifest(String urn, Map<String, Object> inputs) {
    return new Manifest(urn, TypeToken.parse(Urn.parse(urn).type()), inputs);
  }

  private String namespace() {
    return cluster.namespace();
  }

  /** Adopting an object silently would let two programs fight over it. */
  private void refuseExisting(ObjectRef ref, Deadline limit, String urn) {
    Optional<Map<String, Object>> there = cluster.server().get(ref);
    if (there.isEmpty()) {
      return;
    }
    if (!Tree.text(there.get(), "metadata", "deletionTimestamp").isEmpty()) {
      waiting.untilGone(ref, Tree.text(there.get(), "metadata", "uid"), limit, urn);
      return;
    }
    throw new ProviderFailure(
        "%s already exists; import it with `pulumi import %s %s %s`"
                .formatted(ref, Urn.parse(urn).type(), Urn.parse(urn).name(), ref.id())
            + ", or let PULUMI_K8S_UPSERT_EXISTING_OBJECTS=true adopt it");
  }

  private Map<String, Object> write(Manifest manifest, ObjectRef ref, Deadline limit, String done) {
    dryRuns.forget(manifest.urn());
    if (Waiting.isWanted(manifest) && WaitFor.isWanted(manifest)) {
      // What cannot be waited for must not be stored first and then be nobody's.
      WaitFor.of(manifest);
    }
    Map<String, Object> live;
    try {
      live = cluster.server().apply(ref, manifest.body(), manifest.mode(forceAlways));
    } catch (ApiFailure failure) {
      throw Conflicts.explained(failure);
    }
    if (!Waiting.isWanted(manifest)) {
      return Outputs.of(manifest, live);
    }
    Waiting.End end = waiting.untilReady(manifest, ref, live, limit);
    Map<String, Object> outputs = Outputs.of(manifest, end.live());
    if (!end.reasons().isEmpty()) {
      throw new InitFailed(
          "%s was %s, but it is not ready: %s"
              .formatted(ref, done, String.join("; ", end.reasons())),
          ref.id(),
          outputs,
          manifest.inputs(),
          end.reasons());
    }
    return outputs;
  }

  private Map<String, Object> planned(Manifest manifest) {
    Verdict verdict = dryRuns.ask(manifest, manifest.mode(forceAlways));
    boolean occupied = occupied(manifest);
    if (!occupied) {
      verdict.throwRefusal();
    }
    // An object that is still there in a preview may be about to be replaced: `up` will tell.
    Map<String, Object> object =
        occupied ? manifest.inputs() : verdict.object().orElse(manifest.inputs());
    return Outputs.ofPlanned(manifest, object);
  }

  private boolean occupied(Manifest manifest) {
    boolean asked = !manifest.token().patch() && !upsert && !manifest.name().isEmpty();
    if (!asked || Tree.hasUnknown(manifest.inputs()) || cluster.unreachable().isPresent()) {
      return false;
    }
    Optional<ObjectRef> there =
        cluster
            .discovery()
            .find(manifest.token())
            .map(kind -> manifest.ref(kind, namespace()))
            .filter(ref -> existsForUs(ref));
    there.ifPresent(
        ref ->
            log.info(
                manifest.urn(),
                ref + " exists now; unless this run deletes it first, creating it will fail"));
    return there.isPresent();
  }

  private boolean existsForUs(ObjectRef ref) {
    try {
      return cluster.server().get(ref).isPresent();
    } catch (ApiFailure noRight) {
      return false;
    }
  }

  private Map<String, Object> tried(Manifest manifest, Map<String, Object> olds) {
    Verdict verdict = dryRuns.ask(manifest, manifest.mode(forceAlways));
    verdict.throwRefusal();
    if (verdict.object().isPresent()) {
      return Outputs.of(manifest, verdict.object().get());
    }
    // Without a server's word: what the program sets is known, everything else stays as it was.
    Map<String, Object> merged = Tree.asMap(olds);
    merged.putAll(manifest.inputs());
    Map<String, Object> metadata = Tree.map(olds, "metadata");
    metadata.putAll(Tree.map(manifest.inputs(), "metadata"));
    merged.put("metadata", metadata);
    return Outputs.of(manifest, merged);
  }
}
