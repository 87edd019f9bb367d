package dev.tenantry.local.environment;

import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.ProcessRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs. */
@Command(name = "status", description = "Shows every process; exits with 1 if one is not well.")
final class StatusVerb implements Callable<Integer> {
  private static final String ROW = "%-26s%-9s%-7s%-12s%s%n";

  private final Machine machine;

  @Mixin private final Places places = new Places();

  StatusVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Environment environment = new Environment(machine, places);
    Mode mode = Mode.last(environment.state());
    List<String> unwell = new ArrayList<>();
    machine.out().printf(ROW, "PROCESS", "PID", "PORT", "UP", "HEALTH");
    for (String name : mode.processes()) {
      String health = health(environment, name);
      if (!health.equals("well")) {
        unwell.add(name);
      }
      row(environment.processes().find(name), name, health);
    }
    if (!mode.kubecontext().isEmpty()) {
      machine.out().println("cluster: context " + mode.kubecontext() + " of your kubeconfig");
    }
    if (unwell.size() == mode.processes().size()
        && unwell.stream().allMatch(name -> environment.processes().find(name).isEmpty())) {
      machine.out().println("nothing runs; start it with: make up");
    }
    for (String name : unwell) {
      if (environment.processes().find(name).isPresent()) {
        machine.out().println(name + " is not well:");
        machine.out().println(LogTail.of(environment.state().log(name)));
      }
    }
    return unwell.isEmpty() ? 0 : 1;
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

  private static String health(Environment environment, String name) {
    if (environment.processes().find(name).isEmpty()) {
      return "stopped";
    }
    if (!environment.processes().isRunning(name)) {
      return "died";
    }
    return environment.isHealthy(name) ? "well" : "does not answer";
  }
}
