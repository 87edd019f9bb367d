package dev.tenantry.local.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what runs. */
@Command(name = "status", description = "Shows every process; exits with 1 if one is not well.")
final class StatusVerb implements Callable<Integer> {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  StatusVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Environment environment = new Environment(machine, places);
    Mode mode = Mode.last(environment.state());
    List<String> names = new ArrayList<>(mode.processes());
    names.addAll(environment.agents().names());
    ProcessTableView view = new ProcessTableView(machine, environment);
    List<String> unwell = view.print(names);
    if (!mode.kubecontext().isEmpty()) {
      machine.out().println("cluster: context " + mode.kubecontext() + " of your kubeconfig");
    }
    if (unwell.size() == names.size()
        && unwell.stream().allMatch(name -> environment.processes().find(name).isEmpty())) {
      machine.out().println("nothing runs; start it with: make up");
    }
    view.explain(unwell);
    return unwell.isEmpty() ? 0 : 1;
  }
}
