package dev.tenantry.local.environment;

import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.ProcessRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Processes as a table for people. */
final class ProcessTableView {
  private static final String ROW = "%-36s%-9s%-7s%-12s%s%n";

  private final Machine machine;
  private final Environment environment;

  ProcessTableView(Machine machine, Environment environment) {
    this.machine = machine;
    this.environment = environment;
  }

  /** Prints a row for each process; returns the names of those that are not well. */
  List<String> print(List<String> names) {
    List<String> unwell = new ArrayList<>();
    machine.out().printf(ROW, "PROCESS", "PID", "PORT", "UP", "HEALTH");
    for (String name : names) {
      String health = health(name);
      if (!health.equals("well")) {
        unwell.add(name);
      }
      row(environment.processes().find(name), name, health);
    }
    return unwell;
  }

  /** Prints the end of the log of each of these that was started. */
  void explain(List<String> unwell) {
    for (String name : unwell) {
      if (environment.processes().find(name).isPresent()) {
        machine.out().println(name + " is not well:");
        machine.out().println(LogTail.of(environment.state().log(name)));
      }
    }
  }

  private void row(Optional<ProcessRecord> process, String name, String health) {
    String pid = process.map(p -> Long.toString(p.pid())).orElse("-");
    String port = process.map(p -> Integer.toString(p.port())).orElse("-");
    String up = health.equals("well") ? process.map(this::upSince).orElse("-") : "-";
    machine.out().printf(ROW, name, pid, port, up, health);
  }

  private String upSince(ProcessRecord process) {
    Duration up = Duration.between(process.startedAt(), machine.clock().instant());
    return String.format("%d:%02d:%02d", up.toHours(), up.toMinutesPart(), up.toSecondsPart());
  }

  private String health(String name) {
    if (environment.processes().find(name).isEmpty()) {
      return "stopped";
    }
    if (!environment.processes().isRunning(name)) {
      return "died";
    }
    return environment.isHealthy(name) ? "well" : "does not answer";
  }
}
