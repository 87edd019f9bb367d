package dev.tenantry.local.providers.gcp;

import com.google.protobuf.Empty;
import dev.tenantry.local.providers.protocol.Change;
import dev.tenantry.local.providers.protocol.DiffAnswer;
import dev.tenantry.local.providers.protocol.Digest;
import dev.tenantry.local.providers.protocol.EngineLog;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Rpc;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Records resources instead of creating them. Nothing leaves this machine. */
public final class GcpProvider extends ResourceProviderImplBase {
  /** What the engine is told, because it asks for at least the version that the project pins. */
  public static final String VERSION = "9.35.0";

  /** Of the SDK whose classes, with {@code newer-fields.txt}, decide what is a valid input. */
  static final String SDK_VERSION = "7.0.0";

  /** Names an API server, as {@code host:port}, that stands for every recorded GKE cluster. */
  static final String CLUSTER_ENDPOINT = "TENANTRY_RECORDED_CLUSTER_ENDPOINT";

  private final EngineLog log;
  private final Map<String, String> environment;
  private final Schemas schemas = new Schemas();
  private final NewerFields newer;
  private final ReplaceOnChange replaceOnChange = ReplaceOnChange.load();
  private volatile Place place;

  /** A recorder with the project's list of newer fields. */
  public GcpProvider(EngineLog log, Map<String, String> environment) {
    this(log, environment, NewerFields.load());
  }

  GcpProvider(EngineLog log, Map<String, String> environment, NewerFields newer) {
    this.log = log;
    this.environment = Map.copyOf(environment);
    this.newer = newer;
    this.place = Place.of(Map.of(), environment);
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
                .addAllFailures(InputCheck.checkProvider(Properties.fromStruct(request.getNews())))
                .build());
  }

  @Override
  public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> caller) {
    // Another project or region shows in the resources themselves.
    Rpc.answer(caller, () -> DiffAnswer.of(changes(request), path -> false, false));
  }

  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          place = Place.of(Tree.plain(Properties.fromStruct(request.getArgs())), environment);
          log.info(
              "",
              "test provider: records Google Cloud resources of project %s; creates nothing"
                  .formatted(place.project()));
          return ConfigureResponse.newBuilder()
              .setAcceptSecrets(true)
              .setSupportsPreview(true)
              .build();
        });
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> caller) {
    Rpc.answer(caller, () -> checked(request));
  }

  private CheckResponse checked(CheckRequest request) {
    Urn urn = Urn.parse(request.getUrn());
    Schema schema = schemas.of(urn.type());
    Map<String, Object> inputs = Properties.fromStruct(request.getNews());
    // Deleting one and creating another with the same name would be the only way to replace it.
    boolean named = inputs.containsKey("name") || !schema.inputs().containsKey("name");
    if (!named && !schema.inputs().get("name").required()) {
      String before = Tree.text(Properties.fromStruct(request.getOlds()), "name");
      String fresh = urn.name() + "-" + Digest.hex(request.getRandomSeed().toByteArray(), 7);
      inputs.put("name", before.isEmpty() ? fresh : before);
    }
    return CheckResponse.newBuilder()
        .setInputs(Properties.toStruct(inputs))
        .addAllFailures(InputCheck.check(schema, inputs, newer))
        .build();
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          String token = Urn.parse(request.getUrn()).type();
          return DiffAnswer.of(
              changes(request), path -> replaceOnChange.applies(token, path.top()), false);
        });
  }

  private static List<Change> changes(DiffRequest request) {
    return Change.between(
        Properties.fromStruct(request.getOldInputs()), Properties.fromStruct(request.getNews()));
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          Recorded recorded =
              recorded(request.getUrn(), Properties.fromStruct(request.getProperties()));
          CreateResponse.Builder answer =
              CreateResponse.newBuilder()
                  .setProperties(Properties.toStruct(recorded.outputs(request.getPreview())));
          return request.getPreview() ? answer.build() : answer.setId(recorded.id()).build();
        });
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          Recorded recorded = recorded(request.getUrn(), Properties.fromStruct(request.getNews()));
          Map<String, Object> outputs = recorded.outputs(request.getPreview());
          return UpdateResponse.newBuilder().setProperties(Properties.toStruct(outputs)).build();
        });
  }

  private Recorded recorded(String text, Map<String, Object> inputs) {
    Urn urn = Urn.parse(text);
    return new Recorded(
        schemas.of(urn.type()),
        inputs,
        urn.name(),
        place,
        Optional.ofNullable(environment.get(CLUSTER_ENDPOINT)));
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> caller) {
    Rpc.answer(
        caller,
        () -> {
          if (request.getProperties().getFieldsCount() == 0) {
            throw new ProviderFailure(
                "the recorder has nothing to import: " + request.getId() + " exists nowhere");
          }
          return ReadResponse.newBuilder()
              .setId(request.getId())
              .setProperties(request.getProperties())
              .setInputs(request.getInputs())
              .build();
        });
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Empty> caller) {
    Rpc.answer(caller, Empty::getDefaultInstance);
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
    Rpc.answer(caller, Empty::getDefaultInstance);
  }
}
