package dev.tenantry.local.environment;

import dev.tenantry.local.environment.plugins.ProviderMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes everything run. */
@Command(name = "up", description = "Builds what is missing and starts what does not run.")
final class UpVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  @Option(
      names = "--kubecontext",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Use this context of your kubeconfig instead of an embedded control plane.")
  private String kubecontext;

  @Option(names = "--last", description = "Use the cluster that the last up used.")
  private boolean last;

  @Option(
      names = "--providers",
      paramLabel = "MODE",
      defaultValue = "auto",
      description = "Which provider plug-ins: ${COMPLETION-CANDIDATES} (default: auto).")
  private ProviderMode providers;

  UpVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    Environment environment = new Environment(machine, places);
    boolean asBefore = last && kubecontext.isEmpty();
    String context = asBefore ? Mode.last(environment.state()).kubecontext() : kubecontext;
    environment.up(context, providers);
  }
}
