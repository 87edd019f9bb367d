package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.kinds.ApiServer;
import dev.tenantry.local.environment.pki.Certificates;
import dev.tenantry.local.environment.pki.MutualTls;
import dev.tenantry.local.environment.processes.Launch;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.Ports;
import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Starts, repairs and stops the embedded control plane. */
public final class ControlPlane {
  /** In the order of their start. */
  public static final List<String> PROCESSES =
      List.of(Launches.ETCD, Launches.API_SERVER, Launches.CONTROLLER_MANAGER, Launches.SCHEDULER);

  private static final List<String> PORTS =
      List.of(
          Launches.ETCD,
          Launches.ETCD_PEER,
          Launches.API_SERVER,
          Launches.CONTROLLER_MANAGER,
          Launches.SCHEDULER);
  // A loaded two-core machine needs a multiple of the usual five seconds.
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 50;
  private static final int ATTEMPTS = 3;
  private static final String DEFAULT_ACCOUNT =
      "/api/v1/namespaces/default/serviceaccounts/default";

  private final StateFolder state;
  private final ProcessTable processes;
  private final Console console;
  private final Certificates certificates;
  private final ApiServerFiles files;
  private final Ports ports;

  public ControlPlane(StateFolder state, ProcessTable processes, Console console, Clock clock) {
    this.state = state;
    this.processes = processes;
    this.console = console;
    this.certificates = new Certificates(state.pki(), clock);
    this.files = new ApiServerFiles(state.config());
    this.ports = new Ports(state.settings("ports"));
  }

  /** Starts what does not run and waits until the cluster can be used. */
  public void start(Function<String, Path> tools) {
    if (certificates.ensure()) {
      stop();
    }
    files.ensure();
    for (int attempt = 1; ; attempt++) {
      try {
        startOnce(chosenPorts(attempt > 1), tools);
        return;
      } catch (LostPort e) {
        stop();
        if (attempt == ATTEMPTS) {
          throw new Failure("ports were taken " + ATTEMPTS + " times while starting: try again");
        }
        console.line("  a port was taken by another program: trying others");
      }
    }
  }

  private Map<String, Integer> chosenPorts(boolean mustBeNew) {
    if (mustBeNew) {
      return ports.chooseNew(PORTS);
    }
    Map<String, Integer> last = ports.last(PORTS);
    if (last.size() == PORTS.size() && PROCESSES.stream().anyMatch(processes::isRunning)) {
      return last;
    }
    stop();
    return ports.choose(PORTS);
  }

  private void startOnce(Map<String, Integer> port, Function<String, Path> tools) {
    Launches launches = new Launches(state, certificates, files, port, tools);
    Probe probe = new Probe(certificates);
    int api = port.get(Launches.API_SERVER);
    startOne(launches.etcd(), () -> probe.etcdAnswers(port.get(Launches.ETCD)));
    startOne(launches.apiServer(), () -> probe.answers(api, "/readyz"));
    Kubeconfig.write(
        state.kubeconfig(), api, certificates.cluster().certificate(), certificates.leaf("admin"));
    Launch manager = launches.controllerManager();
    Launch scheduler = launches.scheduler();
    startAll(List.of(manager, scheduler));
    console.phase(
        "controllers",
        () -> {
          waitFor(manager.name(), () -> probe.answers(api, DEFAULT_ACCOUNT));
          waitFor(manager.name(), () -> probe.answers(manager.port(), "/healthz"));
          waitFor(scheduler.name(), () -> probe.answers(scheduler.port(), "/healthz"));
          return "the namespace `default` has its service account";
        });
  }

  private void startAll(List<Launch> launches) {
    for (Launch launch : launches) {
      if (!processes.isRunning(launch.name())) {
        processes.start(launch);
      }
    }
  }

  private void startOne(Launch launch, BooleanSupplier ready) {
    boolean runs = processes.isRunning(launch.name());
    console.phase(
        launch.name(),
        () -> {
          startAll(List.of(launch));
          waitFor(launch.name(), ready);
          return (runs ? "runs" : "started") + " on 127.0.0.1:" + launch.port();
        });
  }

  private void waitFor(String name, BooleanSupplier ready) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!processes.isRunning(name)) {
        throw ended(name);
      }
      if (System.nanoTime() > deadline) {
        String limit = START_LIMIT.toSeconds() + " s";
        throw new Failure(
            name + " is not ready after " + limit + "\n" + LogTail.of(state.log(name)));
      }
      ProcessTable.pause(POLL_MILLIS);
    }
  }

  private RuntimeException ended(String name) {
    if (LogTail.showsLostPort(state.log(name))) {
      return new LostPort(name);
    }
    return new Failure(name + " ended while it started\n" + LogTail.of(state.log(name)));
  }

  /** Stops everything, last started first; keeps the data. Says what it stopped. */
  public List<String> stop() {
    List<String> reversed = new ArrayList<>(PROCESSES);
    Collections.reverse(reversed);
    return reversed.stream().filter(processes::stop).toList();
  }

  /** The running API server, as its administrator sees it. */
  public ApiServer apiServer() {
    return new ApiServer(
        ports.last(PORTS).get(Launches.API_SERVER),
        MutualTls.context(certificates.cluster(), certificates.leaf("admin")));
  }

  /** Whether a running process says that it is well. */
  public boolean isHealthy(ProcessRecord process) {
    Probe probe = new Probe(certificates);
    return switch (process.name()) {
      case Launches.ETCD -> probe.etcdAnswers(process.port());
      case Launches.API_SERVER -> probe.answers(process.port(), "/readyz");
      default -> probe.answers(process.port(), "/healthz");
    };
  }
}
