package dev.tenantry.local.environment.processes;

/** How a process is asked to end. PostgreSQL waits for its clients on TERM, not on INT. */
public enum StopSignal {
  TERM,
  INT
}
