package dev.tenantry.policies.analyzer;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;

/**
 * Every call that the engine makes, once, so that a JVM which records its classes has loaded what
 * serving needs.
 */
final class Training {
  private static final String TYPE = "kubernetes:core/v1:Namespace";
  private static final String URN = "urn:pulumi:training::tenantry::" + TYPE + "::training";

  private Training() {}

  /** Calls the server at a port of the loopback interface. */
  static void of(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor().build();
    AnalyzerBlockingStub pack = AnalyzerGrpc.newBlockingStub(channel);
    Struct namespace =
        Struct.newBuilder()
            .putFields("kind", Value.newBuilder().setStringValue("Namespace").build())
            .build();
    AnalyzeRequest resource =
        AnalyzeRequest.newBuilder().setUrn(URN).setType(TYPE).setProperties(namespace).build();
    pack.handshake(AnalyzerHandshakeRequest.getDefaultInstance());
    pack.configureStack(AnalyzerStackConfigureRequest.getDefaultInstance());
    pack.getPluginInfo(Empty.getDefaultInstance());
    pack.getAnalyzerInfo(Empty.getDefaultInstance());
    pack.configure(ConfigureAnalyzerRequest.getDefaultInstance());
    pack.remediate(resource);
    pack.analyze(resource);
    pack.analyzeStack(
        AnalyzeStackRequest.newBuilder()
            .addResources(AnalyzerResource.newBuilder().setUrn(URN).setType(TYPE))
            .build());
    channel.shutdownNow();
  }
}
