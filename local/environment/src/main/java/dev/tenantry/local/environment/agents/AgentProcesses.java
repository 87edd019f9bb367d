package dev.tenantry.local.environment.agents;

import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.pki.WorkloadCertificates;
import dev.tenantry.local.environment.processes.HttpProbe;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.Ports;
import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.processes.ProcessTable.Ending;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Makes exactly the processes of a plan run, and stops them. */
public final class AgentProcesses {
  // Several Java programs start at once; a loaded two-core machine needs a multiple of 10 s.
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 50;
  private static final int ATTEMPTS = 3;
  private static final Executor OWN_THREAD = work -> new Thread(work).start();

  private final StateFolder state;
  private final ProcessTable processes;
  private final Console console;
  private final Ports ports;
  private final WorkloadCertificates certificates;

  /** The agents of one state folder. */
  public AgentProcesses(StateFolder state, ProcessTable processes, Console console, Clock clock) {
    this.state = state;
    this.processes = processes;
    this.console = console;
    this.ports = new Ports(state.settings("agent-ports"));
    this.certificates = new WorkloadCertificates(state.pki().resolve("agents"), clock);
  }

  /**
   * Starts what does not run, restarts what changed, stops what the plan no longer has.
   *
   * @param taken names of processes that are not the plan's to start
   * @throws Failure if the plan is wrong, or a process does not get ready; the others are left
   */
  public void up(ProcessPlan plan, List<String> taken) {
    plan.check(taken);
    for (int attempt = 1; ; attempt++) {
      Optional<String> lostPort = apply(plan);
      if (lostPort.isEmpty()) {
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new Failure("ports were taken " + ATTEMPTS + " times while starting: try again");
      }
      console.line("  " + lostPort.get() + " lost a port to another program: trying others");
      ports.chooseNew(process(plan, lostPort.get()).ports());
    }
  }

  private static PlannedProcess process(ProcessPlan plan, String name) {
    return plan.processes().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the name of a process that lost its port while it started, if there is one. */
  private Optional<String> apply(ProcessPlan plan) {
    List<ReadyProcess> ready = fillIn(plan);
    Map<String, String> exports = filledExports(plan);
    Map<String, StartedProcess> before = remembered();
    List<String> obsolete =
        before.values().stream()
            .filter(old -> ready.stream().noneMatch(one -> one.started().equals(old)))
            .map(StartedProcess::name)
            .toList();
    reportDead(ready);
    boolean complete = before.keySet().stream().allMatch(processes::isRunning);
    if (!obsolete.isEmpty() || !complete || before.size() < ready.size()) {
      // Nobody must be led to a process that is just being replaced.
      exports().write(Map.of());
    }
    stop(obsolete);
    remember(ready);
    removeFolders(before.keySet(), ready);
    int levels = ready.stream().mapToInt(one -> one.started().level()).max().orElse(-1);
    for (int level = 0; level <= levels; level++) {
      int now = level;
      List<ReadyProcess> next = ready.stream().filter(one -> one.started().level() == now).toList();
      Optional<String> lostPort = start(next);
      if (lostPort.isPresent()) {
        return lostPort;
      }
    }
    exports().write(exports);
    return Optional.empty();
  }

  private List<ReadyProcess> fillIn(ProcessPlan plan) {
    Map<String, Integer> levels = plan.levels();
    Map<String, String> owners = new TreeMap<>();
    plan.processes()
        .forEach(process -> process.ports().forEach(port -> owners.put(port, process.name())));
    Map<String, Integer> port =
        ports.chooseEach(plan.ports(), name -> processes.isRunning(owners.get(name)));
    return plan.processes().stream()
        .map(process -> ReadyProcess.of(process, levels.get(process.name()), port, state))
        .sorted(Comparator.comparing(ReadyProcess::name))
        .toList();
  }

  private Map<String, String> filledExports(ProcessPlan plan) {
    Placeholders placeholders = new Placeholders(ports.last(plan.ports()), state.root());
    Map<String, String> filled = new TreeMap<>(plan.exports());
    filled.replaceAll((name, value) -> placeholders.fill(value));
    return filled;
  }

  private void reportDead(List<ReadyProcess> ready) {
    for (String name : ready.stream().map(ReadyProcess::name).toList()) {
      if (processes.find(name).isPresent() && !processes.isRunning(name)) {
        console.line("  " + name + " had died; starting it again");
        console.line(LogTail.of(state.log(name)));
      }
    }
  }

  /** Starts all at once, then waits for each. */
  private Optional<String> start(List<ReadyProcess> level) {
    List<String> running =
        level.stream().map(ReadyProcess::name).filter(processes::isRunning).toList();
    for (ReadyProcess process : level) {
      certify(process);
      if (!running.contains(process.name())) {
        process.writeFiles(state);
        processes.start(process.launch());
      }
    }
    for (ReadyProcess process : level) {
      try {
        console.phase(
            process.name(),
            () -> {
              waitUntilReady(process);
              String verb = running.contains(process.name()) ? "runs" : "started";
              return verb + " on 127.0.0.1:" + process.launch().port();
            });
      } catch (Failure e) {
        if (!processes.isRunning(process.name())
            && LogTail.showsLostPort(state.log(process.name()))) {
          return Optional.of(process.name());
        }
        throw e;
      }
    }
    return Optional.empty();
  }

  private void certify(ReadyProcess process) {
    Path folder = ReadyProcess.folder(state, process.name());
    state.create(folder);
    process
        .planned()
        .certificate()
        .ifPresent(
            one ->
                certificates.ensure(
                    folder, one.authority(), process.name(), one.uri(), one.hosts()));
  }

  private void waitUntilReady(ReadyProcess process) {
    String name = process.name();
    int port = process.started().healthPort();
    String path = process.started().healthPath();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    int status = HttpProbe.status(port, path);
    while (status != HttpProbe.OK) {
      if (!processes.isRunning(name)) {
        throw new Failure(name + " ended while it started\n" + LogTail.of(state.log(name)));
      }
      if (System.nanoTime() > deadline) {
        String answer = status == 0 ? "nobody answers " : "status " + status + " of ";
        throw new Failure(
            name
                + " is not ready after "
                + START_LIMIT.toSeconds()
                + " s: "
                + answer
                + ("http://127.0.0.1:" + port + path + "\n")
                + LogTail.of(state.log(name)));
      }
      console.progress(name + ": waiting until it is ready");
      ProcessTable.pause(POLL_MILLIS);
      status = HttpProbe.status(port, path);
    }
  }

  /** Stops everything, those that depend on others first; says what it stopped. */
  public List<String> down() {
    Map<String, StartedProcess> before = remembered();
    exports().write(Map.of());
    List<String> stopped = stop(before.keySet());
    started().write(Map.of());
    return stopped;
  }

  /** All processes of one level are asked at once, as each may have work to finish. */
  private List<String> stop(Collection<String> names) {
    Map<String, StartedProcess> before = remembered();
    List<String> stopped = new ArrayList<>();
    int levels = before.values().stream().mapToInt(StartedProcess::level).max().orElse(-1);
    for (int level = levels; level >= 0; level--) {
      Map<String, CompletableFuture<Ending>> endings = new TreeMap<>();
      for (StartedProcess process : before.values()) {
        if (process.level() == level && names.contains(process.name())) {
          String name = process.name();
          endings.put(name, CompletableFuture.supplyAsync(() -> processes.end(name), OWN_THREAD));
        }
      }
      endings.forEach((name, ending) -> report(name, ending.join(), stopped));
    }
    return stopped;
  }

  private void report(String name, Ending ending, List<String> stopped) {
    switch (ending) {
      case NONE -> {}
      case ORDERLY -> stopped.add(name);
      case KILLED -> {
        console.line("  " + name + " had not ended by itself in its time and was killed");
        stopped.add(name);
      }
    }
  }

  private void removeFolders(Collection<String> before, List<ReadyProcess> ready) {
    for (String name : before) {
      if (ready.stream().noneMatch(one -> one.name().equals(name))) {
        StateFolder.deleteTree(ReadyProcess.folder(state, name));
      }
    }
  }

  /** Names of the processes that should run, sorted; none before the first {@link #up}. */
  public List<String> names() {
    return List.copyOf(remembered().keySet());
  }

  /** Whether a running process says that it is ready; false for one that is not of the plan. */
  public boolean isHealthy(ProcessRecord process) {
    StartedProcess started = remembered().get(process.name());
    return started != null
        && HttpProbe.status(started.healthPort(), started.healthPath()) == HttpProbe.OK;
  }

  /** Shell exports of what runs; empty while not all of it does. */
  public Settings exports() {
    return state.settings("agents");
  }

  private Settings started() {
    return state.settings("agent-processes");
  }

  private void remember(List<ReadyProcess> ready) {
    Map<String, String> facts = new TreeMap<>();
    ready.forEach(one -> facts.put(one.name(), one.started().toFact()));
    started().write(facts);
  }

  private Map<String, StartedProcess> remembered() {
    Map<String, StartedProcess> started = new TreeMap<>();
    started()
        .read()
        .forEach((name, fact) -> started.put(name, StartedProcess.fromFact(name, fact)));
    return started;
  }
}
