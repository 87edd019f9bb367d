package dev.tenantry.local.environment.controlplane;

import java.io.Serial;

/** Between the choice of a port and its use another program took it. */
final class LostPort extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LostPort(String process) {
    super(process + " lost its port");
  }
}
