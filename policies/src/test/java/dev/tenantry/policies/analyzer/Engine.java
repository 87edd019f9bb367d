package dev.tenantry.policies.analyzer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import dev.tenantry.policies.Rules;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;

/** A client on a real port that asks as the engine does, in its order. */
final class Engine implements AutoCloseable {
  static final String NAMESPACE = "kubernetes:core/v1:Namespace";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AnalyzerServer server;
  private final ManagedChannel channel;

  /** Every call of the protocol. */
  final AnalyzerBlockingStub pack;

  private Engine(AnalyzerServer server) {
    this.server = server;
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    pack = AnalyzerGrpc.newBlockingStub(channel);
  }

  /** After the calls that come before any resource; nothing is configured. */
  static Engine of(Rules rules) {
    try {
      Engine engine = new Engine(AnalyzerServer.start(rules));
      engine.ask(engine.pack.handshake(AnalyzerHandshakeRequest.getDefaultInstance()));
      engine.ask(
          engine.pack.configureStack(
              AnalyzerStackConfigureRequest.newBuilder()
                  .setStack("dev")
                  .putConfig("tenantry:password", "hunter2")
                  .addConfigSecretKeys("tenantry:password")
                  .build()));
      engine.ask(engine.pack.getPluginInfo(Empty.getDefaultInstance()));
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ask(Object answer) {
    if (answer == null) {
      throw new AssertionError("no answer");
    }
  }

  /** Configures one rule, or {@code all}. */
  Engine configured(String rule, EnforcementLevel level, Map<String, ?> parameters) {
    ask(
        pack.configure(
            ConfigureAnalyzerRequest.newBuilder()
                .putPolicyConfig(
                    rule,
                    PolicyConfig.newBuilder()
                        .setEnforcementLevel(level)
                        .setProperties(Structs.struct(JSON.valueToTree(parameters)))
                        .build())
                .build()));
    return this;
  }

  /** A request about a Namespace. */
  static AnalyzeRequest namespace(String name, Map<String, ?> metadata) {
    return AnalyzeRequest.newBuilder()
        .setUrn(urn(name))
        .setType(NAMESPACE)
        .setName(name)
        .setProperties(properties(metadata))
        .build();
  }

  /** A Namespace as the engine sends it with the whole stack, such as without its inputs. */
  static AnalyzerResource atTheEnd(String name, Struct properties) {
    return AnalyzerResource.newBuilder()
        .setUrn(urn(name))
        .setType(NAMESPACE)
        .setName(name)
        .setProperties(properties)
        .build();
  }

  static Struct properties(Map<String, ?> metadata) {
    return Structs.struct(JSON.valueToTree(Map.of("kind", "Namespace", "metadata", metadata)));
  }

  static String urn(String name) {
    return "urn:pulumi:dev::tenantry::" + NAMESPACE + "::" + name;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
