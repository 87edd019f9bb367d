package dev.tenantry.local.providers;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tenantry.local.providers.protocol.Properties;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.Map;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ErrorResourceInitFailed;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** A provider behind a real port, asked as the engine asks. */
public final class Bench implements AutoCloseable {
  private final PluginServer server;
  private final ManagedChannel channel;
  public final ResourceProviderBlockingStub rpc;

  public Bench(BindableService provider) {
    try {
      server = PluginServer.start(provider, () -> {});
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    rpc = ResourceProviderGrpc.newBlockingStub(channel);
  }

  public Bench configured(Map<String, Object> config) {
    rpc.configure(ConfigureRequest.newBuilder().setArgs(Properties.toStruct(config)).build());
    return this;
  }

  public static String urn(String type, String name) {
    return "urn:pulumi:test::bench::" + type + "::" + name;
  }

  public CheckResponse check(String urn, Map<String, Object> olds, Map<String, Object> news) {
    return rpc.check(
        CheckRequest.newBuilder()
            .setUrn(urn)
            .setOlds(Properties.toStruct(olds))
            .setNews(Properties.toStruct(news))
            .setRandomSeed(ByteString.copyFromUtf8("seed"))
            .build());
  }

  /** The inputs as the engine would pass them on. */
  public Map<String, Object> checked(String urn, Map<String, Object> news) {
    CheckResponse answer = check(urn, Map.of(), news);
    if (answer.getFailuresCount() > 0) {
      throw new AssertionError(answer.getFailuresList());
    }
    return Properties.fromStruct(answer.getInputs());
  }

  public DiffResponse diff(
      String urn, String id, Map<String, Object> olds, Map<String, Object> news) {
    return rpc.diff(
        DiffRequest.newBuilder()
            .setUrn(urn)
            .setId(id)
            .setOldInputs(Properties.toStruct(olds))
            .setNews(Properties.toStruct(news))
            .build());
  }

  public CreateResponse create(String urn, Map<String, Object> news) {
    return create(urn, news, false);
  }

  public CreateResponse create(String urn, Map<String, Object> news, boolean preview) {
    return rpc.create(
        CreateRequest.newBuilder()
            .setUrn(urn)
            .setProperties(Properties.toStruct(checked(urn, news)))
            .setPreview(preview)
            .build());
  }

  public UpdateResponse update(String urn, String id, Map<String, Object> news, boolean preview) {
    return rpc.update(
        UpdateRequest.newBuilder()
            .setUrn(urn)
            .setId(id)
            .setNews(Properties.toStruct(checked(urn, news)))
            .setPreview(preview)
            .build());
  }

  public ReadResponse read(String urn, String id, Map<String, Object> inputs) {
    ReadRequest.Builder request = ReadRequest.newBuilder().setUrn(urn).setId(id);
    if (!inputs.isEmpty()) {
      request.setInputs(Properties.toStruct(inputs)).setProperties(Properties.toStruct(inputs));
    }
    return rpc.read(request.build());
  }

  public void delete(String urn, String id, Map<String, Object> state, double timeoutSeconds) {
    Empty unused =
        rpc.delete(
            DeleteRequest.newBuilder()
                .setUrn(urn)
                .setId(id)
                .setProperties(Properties.toStruct(state))
                .setTimeout(timeoutSeconds)
                .build());
    if (unused.getSerializedSize() != 0) {
      throw new AssertionError("delete answers nothing");
    }
  }

  /** The partial failure in a status. */
  public static ErrorResourceInitFailed partial(StatusRuntimeException failure) {
    try {
      return StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorResourceInitFailed.class);
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException other) {
      throw new AssertionError("not a partial failure: " + failure.getMessage(), other);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
