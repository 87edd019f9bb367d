package dev.tenantry.local.environment;

import dev.tenantry.local.environment.agents.AgentProcesses;
import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.controlplane.BorrowedContext;
import dev.tenantry.local.environment.controlplane.ControlPlane;
import dev.tenantry.local.environment.data.TenantData;
import dev.tenantry.local.environment.kinds.ApiServer;
import dev.tenantry.local.environment.kinds.Definitions;
import dev.tenantry.local.environment.kinds.ForeignCluster;
import dev.tenantry.local.environment.plugins.ProviderChoice;
import dev.tenantry.local.environment.plugins.ProviderMode;
import dev.tenantry.local.environment.plugins.ProviderSetup;
import dev.tenantry.local.environment.postgres.DatabaseAddress;
import dev.tenantry.local.environment.postgres.GivenServer;
import dev.tenantry.local.environment.postgres.PostgresServer;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.queue.QueueServer;
import dev.tenantry.local.environment.state.FolderLock;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import dev.tenantry.local.environment.tools.LocatedTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** One environment: puts the parts together and runs them in order. */
final class Environment {
  private static final List<String> DAEMON_VARIABLES = List.of("PATH", "HOME", "TZ", "TMPDIR");

  private static final Executor OWN_THREAD = work -> new Thread(work).start();

  private final Machine machine;
  private final StateFolder state;
  private final Path project;
  private final Path cache;
  private final Console console;
  private final ProcessTable processes;
  private final ControlPlane controlPlane;
  private final PostgresServer postgres;
  private final TenantData data;
  private final QueueServer queue;
  private final AgentProcesses agents;
  private final ToolFinder toolFinder;

  Environment(Machine machine, Places places) {
    this.machine = machine;
    this.state = places.state(machine);
    this.project = places.project(machine);
    this.cache = places.cache(machine);
    this.console = new Console(machine.out(), machine.terminal(), System::nanoTime);
    // Servers need not know what else is in the user's environment.
    Map<String, String> few = new TreeMap<>(machine.variables());
    few.keySet().retainAll(DAEMON_VARIABLES);
    this.processes = new ProcessTable(state, machine.clock(), few);
    this.controlPlane = new ControlPlane(state, processes, console, machine.clock());
    this.postgres = new PostgresServer(state, cache, processes, few);
    this.data = new TenantData(state, project, processes, few);
    this.queue = new QueueServer(state, project, processes, few);
    this.agents = new AgentProcesses(state, processes, console, machine.clock());
    this.toolFinder = new ToolFinder(project, cache, machine.variables(), console);
  }

  StateFolder state() {
    return state;
  }

  ProcessTable processes() {
    return processes;
  }

  /** Makes everything run that should; an empty context means the embedded control plane. */
  void up(String kubecontext, ProviderMode providers) {
    state.create();
    console.line("local environment in " + state.root());
    whileLocked(() -> start(kubecontext, providers));
    console.line("ready");
  }

  /** Starts the embedded PostgreSQL alone; returns the variables with which clients find it. */
  Map<String, String> upDatabase() {
    state.create();
    Map<String, String> found = new TreeMap<>();
    whileLocked(
        () -> {
          DatabaseAddress address = postgres.start();
          address.remember(databaseSettings());
          found.putAll(address.toVariables());
        });
    return found;
  }

  private void start(String kubecontext, ProviderMode providers) {
    reportDead();
    Map<String, LocatedTool> tools = toolFinder.place(kubecontext.isEmpty(), state.bin());
    // Before anything is started or stopped: a typing error must leave all as it is.
    String clusterUid = kubecontext.isEmpty() ? "" : find(kubecontext, tools);
    boolean embeddedDatabase = !GivenServer.isGiven(machine.variables());
    CompletableFuture<DatabaseAddress> database =
        CompletableFuture.supplyAsync(() -> startDatabase(embeddedDatabase), OWN_THREAD);
    CompletableFuture<List<ProviderChoice>> choices =
        CompletableFuture.supplyAsync(() -> chooseProviders(providers), OWN_THREAD);
    try {
      startCluster(kubecontext, tools);
    } finally {
      // Even after a failure nothing may go on in the background while the lock is free.
      CompletableFuture.allOf(database, choices).exceptionally(e -> null).join();
    }
    DatabaseAddress address = result(database);
    console.phase("provisioner", () -> data.start(address));
    console.phase(QueueServer.NAME, () -> queue.start(tools.get(QueueServer.NAME).file()));
    List<ProviderChoice> chosen = result(choices);
    chosen.forEach(choice -> console.line("  " + choice.line()));
    new Mode(kubecontext, clusterUid, embeddedDatabase, chosen.get(0).word()).remember(state);
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Says what ended by itself since it was started, before a new start replaces its log. */
  private void reportDead() {
    for (String name : Mode.last(state).processes()) {
      if (processes.find(name).isPresent() && !processes.isRunning(name)) {
        console.line("  " + name + " had died; starting it again");
        console.line(LogTail.of(state.log(name)));
      }
    }
  }

  private void startCluster(String kubecontext, Map<String, LocatedTool> tools) {
    Path kubectl = tools.get("kubectl").file();
    SortedMap<String, String> kinds =
        new Definitions(project.resolve("local/tools"), cache, machine.variables(), console).all();
    if (kubecontext.isEmpty()) {
      controlPlane.start(name -> tools.get(name).file());
      console.phase("kinds", () -> install(kinds));
      return;
    }
    controlPlane.stop();
    borrowed(tools).use(kubecontext);
    List<String> missing =
        new ForeignCluster(kubectl, state.kubeconfig(), machine.variables())
            .missing(kinds.keySet());
    if (!missing.isEmpty()) {
      // Installing them is the business of whoever runs that cluster.
      console.line("  this cluster lacks kinds; a stack that needs one is refused until somebody");
      console.line("  installs it: " + String.join(", ", missing));
    }
  }

  private String find(String kubecontext, Map<String, LocatedTool> tools) {
    List<String> uid = new ArrayList<>();
    console.phase(
        "context " + kubecontext,
        () -> {
          BorrowedContext.Cluster cluster = borrowed(tools).find(kubecontext);
          uid.add(cluster.uid());
          return cluster.version();
        });
    return uid.get(0);
  }

  private BorrowedContext borrowed(Map<String, LocatedTool> tools) {
    return new BorrowedContext(state, tools.get("kubectl").file(), machine.variables());
  }

  /** Once per version: the server keeps them, and reading them again costs it seconds. */
  private String install(SortedMap<String, String> kinds) {
    Map<String, String> pin = Map.of("pin", Integer.toHexString(kinds.hashCode()));
    ApiServer server = controlPlane.apiServer();
    if (state.settings("kinds").read().equals(pin) && server.has(kinds.keySet())) {
      return kinds.size() + " kinds besides Kubernetes' own are there";
    }
    String installed = server.install(kinds);
    state.settings("kinds").write(pin);
    return installed;
  }

  private DatabaseAddress startDatabase(boolean embedded) {
    List<DatabaseAddress> found = new ArrayList<>();
    console.phase(
        embedded ? "PostgreSQL" : "PostgreSQL of PGHOST",
        () -> {
          if (!embedded) {
            postgres.stop();
          }
          DatabaseAddress address =
              embedded ? postgres.start() : GivenServer.check(machine.variables(), state);
          address.remember(databaseSettings());
          found.add(address);
          return "on " + address.host() + ":" + address.port();
        });
    console.phase("schema", () -> data.migrate(found.get(0)));
    return found.get(0);
  }

  private List<ProviderChoice> chooseProviders(ProviderMode mode) {
    Path pulumi = state.bin().resolve("pulumi");
    return new ProviderSetup(
            state, project, machine.variables(), toolFinder.path(), machine.clock())
        .choose(mode, pulumi);
  }

  /** Stops everything that runs and says what that was. */
  List<String> down() {
    List<String> stopped = new ArrayList<>();
    if (state.exists()) {
      whileLocked(() -> stopped.addAll(stopAll()));
    }
    return stopped;
  }

  /** Stops everything and deletes the folder. */
  void clean() {
    down();
    state.delete();
  }

  private List<String> stopAll() {
    List<String> stopped = new ArrayList<>(agents.down());
    if (queue.stop()) {
      stopped.add(QueueServer.NAME);
    }
    if (data.stop()) {
      stopped.add(TenantData.PROVISIONER);
    }
    stopped.addAll(controlPlane.stop());
    if (postgres.stop()) {
      stopped.add(PostgresServer.NAME);
    }
    return stopped;
  }

  /** Whether a process that runs also says that it is well. */
  boolean isHealthy(String name) {
    return processes.find(name).map(process -> isHealthy(name, process)).orElse(false);
  }

  private boolean isHealthy(String name, ProcessRecord process) {
    return switch (name) {
      case PostgresServer.NAME -> postgres.isHealthy(process);
      case TenantData.PROVISIONER -> data.isHealthy(process);
      case QueueServer.NAME -> queue.isHealthy(process);
      default ->
          ControlPlane.PROCESSES.contains(name)
              ? controlPlane.isHealthy(process)
              : agents.isHealthy(process);
    };
  }

  Settings databaseSettings() {
    return state.settings("database");
  }

  Settings queueSettings() {
    return queue.settings();
  }

  ToolFinder toolFinder() {
    return toolFinder;
  }

  AgentProcesses agents() {
    return agents;
  }

  /** Does what no other command on this environment may do at the same time. */
  void whileLocked(Runnable work) {
    FolderLock.whileHeld(
        state.root().resolve("lock"),
        () -> console.line("  waiting for another command on this environment"),
        work);
  }
}
