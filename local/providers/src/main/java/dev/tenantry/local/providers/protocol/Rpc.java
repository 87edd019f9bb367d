package dev.tenantry.local.providers.protocol;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Answers one call of the engine, with every failure as a status that the engine understands. */
public final class Rpc {
  private Rpc() {}

  /** Computes the answer and sends it, or sends what went wrong. */
  public static <T> void answer(StreamObserver<T> caller, Supplier<T> body) {
    T answer;
    try {
      answer = body.get();
    } catch (ProviderFailure failure) {
      caller.onError(Status.UNKNOWN.withDescription(failure.getMessage()).asRuntimeException());
      return;
    } catch (InitFailed failure) {
      caller.onError(partial(failure));
      return;
    } catch (StatusRuntimeException failure) {
      caller.onError(failure);
      return;
    } catch (RuntimeException failure) {
      // A fault of this program: its trace goes to stderr, which the engine shows.
      failure.printStackTrace();
      caller.onError(
          Status.INTERNAL
              .withDescription("fault in the test provider: " + failure)
              .asRuntimeException());
      return;
    }
    caller.onNext(answer);
    caller.onCompleted();
  }

  private static StatusRuntimeException partial(InitFailed failure) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.UNKNOWN_VALUE)
            .setMessage(failure.getMessage())
            .addDetails(Any.pack(failure.detail()))
            .build());
  }
}
