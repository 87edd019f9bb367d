package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pulumirpc.Language.GetRequiredPackagesRequest;
import pulumirpc.Language.GetRequiredPackagesResponse;
import pulumirpc.Language.RunRequest;
import pulumirpc.Language.RunResponse;
import pulumirpc.LanguageRuntimeGrpc.LanguageRuntimeImplBase;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.ResourceMonitorGrpc;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorBlockingStub;

/**
 * A program that registers resources as they are, for {@code pulumi --client}: no SDK says what a
 * resource may look like.
 */
final class RawProgram implements AutoCloseable {
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  private final Server server;

  private RawProgram(Server server) {
    this.server = server;
  }

  /**
   * Whether the engine asks providers.
   *
   * <p>Of a provider whose own configuration is not known yet, as that of a cluster which the same
   * stack makes, the engine asks nothing in a preview: any inputs pass, and there are no outputs.
   */
  enum Providers {
    NOT_KNOWN_YET,
    OF_THE_ENVIRONMENT
  }

  /** Serves on a free port. */
  static RawProgram of(List<RawResource> resources, Providers providers) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new RawProgram(
          NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
              .addService(new Runtime(resources, providers))
              .build()
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code --client} takes. */
  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** The engine's view of the program. */
  private static final class Runtime extends LanguageRuntimeImplBase {
    private final List<RawResource> resources;
    private final Providers providers;

    private Runtime(List<RawResource> resources, Providers providers) {
      this.resources = resources;
      this.providers = providers;
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> engine) {
      answer(engine, PluginInfo.newBuilder().setVersion("1.0.0").build());
    }

    @Override
    public void getRequiredPackages(
        GetRequiredPackagesRequest request, StreamObserver<GetRequiredPackagesResponse> engine) {
      answer(engine, GetRequiredPackagesResponse.getDefaultInstance());
    }

    @Override
    public void run(RunRequest request, StreamObserver<RunResponse> engine) {
      ManagedChannel channel =
          NettyChannelBuilder.forTarget(request.getMonitorAddress()).usePlaintext().build();
      var response = RunResponse.newBuilder();
      try {
        new Registration(ResourceMonitorGrpc.newBlockingStub(channel), request)
            .of(resources, providers);
      } catch (StatusRuntimeException refused) {
        // The engine has said why.
        response.setBail(true);
      } finally {
        channel.shutdownNow();
      }
      answer(engine, response.build());
    }

    private static <T> void answer(StreamObserver<T> engine, T answer) {
      engine.onNext(answer);
      engine.onCompleted();
    }
  }

  /** One run. */
  private static final class Registration {
    private final ResourceMonitorBlockingStub monitor;
    private final RunRequest run;
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();

    private Registration(ResourceMonitorBlockingStub monitor, RunRequest run) {
      this.monitor = monitor;
      this.run = run;
    }

    private void of(List<RawResource> resources, Providers providers) {
      String stack =
          register(component("pulumi:pulumi:Stack", run.getProject() + "-" + run.getStack()))
              .getUrn();
      for (RawResource one : resources) {
        String parent =
            one.group().isEmpty()
                ? stack
                : parents.computeIfAbsent(
                    one.group(),
                    group -> register(component(one.groupType(), group).setParent(stack)).getUrn());
        var request =
            component(one.type(), one.name())
                .setParent(parent)
                .setCustom(one.isCustom())
                .setObject(struct(one.properties()));
        if (one.isCustom() && !one.isProvider() && providers == Providers.NOT_KNOWN_YET) {
          request.setProvider(references.computeIfAbsent(one.provider(), this::notKnownYet));
        }
        register(request);
      }
      monitor.registerResourceOutputs(
          RegisterResourceOutputsRequest.newBuilder().setUrn(stack).build());
    }

    private String notKnownYet(String provider) {
      String setting = provider.equals("gcp") ? "project" : "kubeconfig";
      Value unknown = Value.newBuilder().setStringValue(UNKNOWN).build();
      RegisterResourceResponse made =
          register(
              component("pulumi:providers:" + provider, "not-known-yet")
                  .setCustom(true)
                  .setObject(Struct.newBuilder().putFields(setting, unknown)));
      return made.getUrn() + "::" + (made.getId().isEmpty() ? UNKNOWN : made.getId());
    }

    private RegisterResourceResponse register(RegisterResourceRequest.Builder request) {
      return monitor.registerResource(request.build());
    }

    private static RegisterResourceRequest.Builder component(String type, String name) {
      return RegisterResourceRequest.newBuilder()
          .setType(type)
          .setName(name)
          .setAcceptSecrets(true)
          .setSupportsPartialValues(true);
    }

    private static Struct struct(JsonNode properties) {
      try {
        Struct.Builder struct = Struct.newBuilder();
        JsonFormat.parser().merge(properties.toString(), struct);
        return struct.build();
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
