package dev.tenantry.agentimage.store;

/** Another process has this turn now; whatever this one does with it counts no more. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(Lease lease) {
    super("turn " + lease.turn() + " was taken over", null, false, false);
  }
}
