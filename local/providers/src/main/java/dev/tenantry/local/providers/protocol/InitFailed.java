package dev.tenantry.local.providers.protocol;

import java.util.List;
import java.util.Map;
import pulumirpc.Provider.ErrorResourceInitFailed;

/** The resource exists but did not become ready: the engine stores it and reports the reasons. */
public final class InitFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorResourceInitFailed detail;

  /** A partial failure of the resource with this id. */
  public InitFailed(
      String message,
      String id,
      Map<String, Object> outputs,
      Map<String, Object> inputs,
      List<String> reasons) {
    super(message);
    this.detail =
        ErrorResourceInitFailed.newBuilder()
            .setId(id)
            .setProperties(Properties.toStruct(outputs))
            .setInputs(Properties.toStruct(inputs))
            .addAllReasons(reasons)
            .build();
  }

  ErrorResourceInitFailed detail() {
    return detail;
  }
}
