package dev.tenantry.cli;

import com.pulumi.automation.events.EngineEvent;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Names;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Applies a stack and reports per tenant. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Apply a stack on the real engine, without asking, and report per tenant.",
      "A preview with the policy pack comes first: what it refuses, nothing of it is applied."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private StackFiles files;
  @Spec private CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    StackConfig config = files.load();
    Advice.print(config, spec.commandLine().getErr());
    RequiredKinds.check(config);
    var progress = new TenantProgress(clock);
    var line = ProgressLine.on(out());
    var started = clock.instant();
    try {
      EngineStack stack = EngineStack.open(files, config);
      stack.judge(event -> judging(event, line));
      stack.up(event -> show(event, progress, line), out()::println);
    } finally {
      line.clear();
    }
    progress.diagnostics().forEach(out()::println);
    report(config, progress, Duration.between(started, clock.instant()));
    return 0;
  }

  private static void judging(EngineEvent event, ProgressLine line) {
    if (event.resourcePreEvent() != null) {
      String urn = event.resourcePreEvent().metadata().urn();
      line.show("judging: " + urn.substring(urn.lastIndexOf("::") + 2));
    }
  }

  private static void show(EngineEvent event, TenantProgress progress, ProgressLine line) {
    progress
        .accept(event)
        .ifPresent(name -> line.show("applying: " + progress.finished() + " done, " + name));
  }

  private void report(StackConfig config, TenantProgress progress, Duration time) {
    var table =
        new Table(
            "TENANT", "TIER", "NAMESPACE", "CPU", "MEMORY", "PODS", "RESOURCES", "CHANGED", "TIME");
    config.tenants().values().forEach(tenant -> row(table, tenant, progress));
    out().println();
    out().print(table.render());
    out()
        .printf(
            "%nstack %s: %d resources, %d changed, %s%n",
            files.stack(), progress.finished(), progress.changed(), seconds(time));
    out().flush();
  }

  private static void row(Table table, TenantConfig tenant, TenantProgress progress) {
    var tally = progress.of(tenant.name().value());
    table.row(
        tenant.name().value(),
        tenant.tier().label(),
        Names.namespace(tenant.name()),
        tenant.quota().requests().cpu().toString(),
        tenant.quota().requests().memory().toString(),
        Integer.toString(tenant.quota().objects().pods()),
        Integer.toString(tally.resources()),
        Integer.toString(tally.changes()),
        seconds(tally.time()));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
