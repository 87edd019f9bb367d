package dev.tenantry.local.providers.protocol;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/** Messages to the engine, which shows them beside the resource they belong to. */
public final class EngineLog {
  private final String address;
  private ManagedChannel channel;

  /**
   * A log to the engine at this address; an empty address (a provider without engine, as in tests)
   * discards messages.
   */
  public EngineLog(String address) {
    this.address = address;
  }

  /** Shown in the resource's row and kept. */
  public void info(String urn, String message) {
    send(LogSeverity.INFO, urn, message, false);
  }

  /** Shown among the diagnostics. */
  public void warning(String urn, String message) {
    send(LogSeverity.WARNING, urn, message, false);
  }

  /** Shown in the resource's row until the next one. */
  public void status(String urn, String message) {
    send(LogSeverity.INFO, urn, message, true);
  }

  private void send(LogSeverity severity, String urn, String message, boolean ephemeral) {
    if (address.isEmpty()) {
      return;
    }
    LogRequest request =
        LogRequest.newBuilder()
            .setSeverity(severity)
            .setUrn(urn)
            .setMessage(message)
            .setEphemeral(ephemeral)
            .build();
    try {
      EngineGrpc.newBlockingStub(channel()).withDeadlineAfter(5, TimeUnit.SECONDS).log(request);
    } catch (StatusRuntimeException gone) {
      // The message was for a person; an operation must not fail because nobody listens.
      System.err.println(message);
    }
  }

  private synchronized ManagedChannel channel() {
    if (channel == null) {
      channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
    }
    return channel;
  }
}
