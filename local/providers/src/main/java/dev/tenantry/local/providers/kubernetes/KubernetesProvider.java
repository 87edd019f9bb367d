package dev.tenantry.local.providers.kubernetes;

import com.google.protobuf.Empty;
import dev.tenantry.local.providers.protocol.Change;
import dev.tenantry.local.providers.protocol.DiffAnswer;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Rpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import pulumirpc.Plugin.PluginAttach;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The engine's protocol in front of the parts that do the work. */
public final class KubernetesProvider extends ResourceProviderImplBase implements AutoCloseable {
  /**
   * What the engine is told, because it asks for at least the version that the project pins. It is
   * the version of the real plug-in whose behaviour is followed here, not one of this program.
   */
  public static final String VERSION = "4.34.2";

  private record Parts(
      Cluster cluster,
      InputCheck check,
      ObjectDiff diff,
      Writer writer,
      Remover remover,
      Reader reader) {}

  private final EngineLog log;
  private final Map<String, String> environment;
  private final Cancellation cancellation = new Cancellation();
  private volatile Optional<Parts> parts = Optional.empty();

  /** A provider that is not configured yet. */
  public KubernetesProvider(EngineLog log, Map<String, String> environment) {
    this.log = log;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> caller) {
    Rpc.answer(caller, () -> PluginInfo.newBuilder().setVersion(VERSION).build());
  }

  @Override
  public void attach(PluginAttach request, StreamObserver<Empty> caller) {
    Rpc.answer(caller, Empty::getDefaultInstance);
  }

  @Override
  public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> caller) {
    Rpc.answer(
        caller,
        () ->
            CheckResponse.newBuilder()
                .setInputs(request.getNews())
                .addAllFailures(settings(request.getNews()).problems())
                .build());
  }

  @Override
  public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          Map<String, Object> olds = Properties.fromStruct(request.getOldInputs());
          Map<String, Object> news = Properties.fromStruct(request.getNews());
          boolean moved = ClusterIdentity.moved(olds, news, environment);
          List<Change> changes = Change.between(olds, news);
          return DiffAnswer.of(changes, path -> moved && ClusterIdentity.isPart(path), false);
        });
  }

  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          Settings settings = settings(request.getArgs());
          parts = Optional.of(assemble(settings));
          return ConfigureResponse.newBuilder()
              .setAcceptSecrets(true)
              .setSupportsPreview(true)
              .setAcceptResources(false)
              .setAcceptOutputs(false)
              .build();
        });
  }

  private static Settings settings(com.google.protobuf.Struct inputs) {
    return new Settings(Properties.fromStruct(inputs));
  }

  private Parts assemble(Settings settings) {
    Target target = Target.of(settings, environment);
    Cluster cluster = new Cluster(settings, target, environment, cancellation);
    Switches switches = Switches.of(settings, environment);
    DryRuns dryRuns = new DryRuns(cluster, log);
    Waiting waiting = new Waiting(cluster.server(), cancellation, log);
    log.info("", "test provider, not the pulumi-kubernetes plug-in; " + target.description());
    return new Parts(
        cluster,
        new InputCheck(cluster, dryRuns, switches.force()),
        new ObjectDiff(dryRuns, switches.force()),
        new Writer(cluster, dryRuns, waiting, log, switches),
        new Remover(cluster, waiting),
        new Reader(cluster, waiting, switches));
  }

  private <T> void work(StreamObserver<T> caller, Function<Parts, T> body) {
    Rpc.answer(
        caller,
        () ->
            body.apply(
                parts.orElseThrow(() -> new ProviderFailure("the provider is not configured"))));
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> caller) {
    work(caller, parts -> parts.check().check(request));
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> caller) {
    work(caller, parts -> parts.diff().diff(request));
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> caller) {
    work(caller, parts -> parts.writer().create(request));
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> caller) {
    work(caller, parts -> parts.writer().update(request));
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> caller) {
    work(caller, parts -> parts.reader().read(request));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Empty> caller) {
    work(
        caller,
        parts -> {
          parts.remover().delete(request);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          throw new ProviderFailure("the test provider has no functions: " + request.getTok());
        });
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> caller) {
    cancellation.cancel();
    Rpc.answer(caller, Empty::getDefaultInstance);
  }

  /** Ends waits; requests under way are finished. */
  @Override
  public void close() {
    cancellation.cancel();
  }
}
