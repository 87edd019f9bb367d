package dev.tenantry.local.environment;

import dev.tenantry.local.environment.agents.PlanFile;
import dev.tenantry.local.environment.agents.ProcessPlan;
import dev.tenantry.local.environment.console.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Processes that a plan describes, beside those of the environment itself. */
@Command(
    name = "agents",
    description = "Starts, stops and shows the processes of a plan, such as tenants' agents.",
    synopsisSubcommandLabel = "(up | down | status)")
final class AgentsVerb {
  private AgentsVerb() {}

  static CommandLine with(Machine machine) {
    CommandLine line = new CommandLine(new AgentsVerb());
    line.addSubcommand(new Up(machine));
    line.addSubcommand(new Down(machine));
    line.addSubcommand(new Status(machine));
    return line;
  }

  /** Makes exactly the plan's processes run. */
  @Command(
      name = "up",
      description =
          "Starts what does not run, restarts what changed, stops what the plan no longer has.")
  static final class Up implements Runnable {
    private final Machine machine;

    @Mixin private final Places places = new Places();

    @Option(
        names = "--plan",
        paramLabel = "FILE",
        required = true,
        description = "What should run, as JSON; local/README.md says how it reads.")
    private Path plan;

    Up(Machine machine) {
      this.machine = machine;
    }

    @Override
    public void run() {
      Environment environment = new Environment(machine, places);
      ProcessPlan read = PlanFile.read(plan);
      if (!environment.state().exists()) {
        throw new Failure("run: make env-up");
      }
      environment.whileLocked(() -> environment.agents().up(read, Mode.EVERY_PROCESS));
    }
  }

  /** Stops them. */
  @Command(
      name = "down",
      description = "Stops the plan's processes; each may finish its work before.")
  static final class Down implements Runnable {
    private final Machine machine;

    @Mixin private final Places places = new Places();

    Down(Machine machine) {
      this.machine = machine;
    }

    @Override
    public void run() {
      Environment environment = new Environment(machine, places);
      List<String> stopped = new ArrayList<>();
      if (environment.state().exists()) {
        environment.whileLocked(() -> stopped.addAll(environment.agents().down()));
      }
      machine
          .out()
          .println(stopped.isEmpty() ? "no agent ran" : "stopped " + String.join(", ", stopped));
    }
  }

  /** Shows them. */
  @Command(
      name = "status",
      description = "Shows the plan's processes; exits with 1 if one is not well.")
  static final class Status implements Callable<Integer> {
    private final Machine machine;

    @Mixin private final Places places = new Places();

    Status(Machine machine) {
      this.machine = machine;
    }

    @Override
    public Integer call() {
      Environment environment = new Environment(machine, places);
      ProcessTableView view = new ProcessTableView(machine, environment);
      List<String> unwell = view.print(environment.agents().names());
      view.explain(unwell);
      return unwell.isEmpty() ? 0 : 1;
    }
  }
}
