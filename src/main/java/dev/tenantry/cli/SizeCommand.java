package dev.tenantry.cli;

import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.config.Words;
import dev.tenantry.sizing.FitRequest;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.KvPrecision;
import dev.tenantry.sizing.MachineCatalogue;
import dev.tenantry.sizing.Precision;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a model fits which GPUs, and whether it is cheaper to buy its tokens. */
@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    description = "Say whether a model fits a GPU, on which machine, and what that costs.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it fits; with --compare or --list: done",
      "1:it does not fit, or no machine does; or the SVG cannot be written",
      "2:wrong usage",
      "3:unknown: the catalogue does not know the model, or not in that precision"
    })
final class SizeCommand implements Callable<Integer> {
  private static final String EU = "eu";

  @Parameters(arity = "0..1", paramLabel = "MODEL", description = "Name of a model; see --list.")
  private String model;

  @Option(names = "--list", description = "List the models, machines and APIs that are known.")
  private boolean list;

  @Option(names = "--precision", description = "Of the weights: ${COMPLETION-CANDIDATES}.")
  private Precision precision;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      converter = ContextTokens.class,
      description = "Longest conversation, question and answer together; 32k is 32,768.")
  private Integer context;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many such conversations at once.")
  private Integer concurrency;

  @Option(
      names = "--kv-precision",
      defaultValue = "bf16",
      description = "Of the KV cache: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private KvPrecision kvPrecision;

  @Option(
      names = "--utilisation",
      defaultValue = "0.90",
      description = "Share of a GPU that the server may take (default: ${DEFAULT-VALUE}).")
  private double utilisation;

  @Option(
      names = "--tensor-parallel",
      paramLabel = "GPUS",
      description = "GPUs that share the model (default: all of a machine, 8 at most).")
  private Integer tensorParallel;

  @Option(
      names = "--region",
      description = "A region, or eu for those of the European Union (default: any).")
  private String region;

  @Option(
      names = "--machine",
      paramLabel = "TYPE",
      description = "Ask about this machine type (default: the cheapest on which it fits).")
  private String machine;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the picture into a file.")
  private Path svg;

  @ArgGroup(validate = false, heading = "To compare with a managed API:%n")
  private final CompareOptions compare = new CompareOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (list) {
      return SizeList.print(spec.commandLine().getOut());
    }
    if (compare.isAsked()) {
      return compare.print(spec.commandLine(), machine(), regions());
    }
    if (model == null || precision == null || context == null || concurrency == null) {
      throw wrong(
          "name a model, --precision, --context and --concurrency;"
              + " --list shows the models, --compare asks whether to buy instead");
    }
    try {
      FitRequest request =
          new FitRequest(
              model,
              precision,
              context,
              concurrency,
              "",
              tensorParallel == null ? 1 : tensorParallel,
              utilisation,
              kvPrecision);
      return new SizeReport(request, regions(), tensorParallel != null, Optional.ofNullable(svg))
          .print(spec.commandLine(), machine());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Optional<GpuMachine> machine() {
    if (machine == null) {
      return Optional.empty();
    }
    MachineCatalogue machines = MachineCatalogue.standard();
    GpuMachine found =
        machines
            .find(machine)
            .orElseThrow(
                () ->
                    wrong(
                        "no machine type "
                            + Words.quote(machine)
                            + ": "
                            + Words.suggest(machine, machines.names())));
    if (found.regions().stream().noneMatch(regions())) {
      throw wrong(
          machine + " is not offered there; it is in " + String.join(", ", found.regions()));
    }
    return Optional.of(found);
  }

  private Predicate<String> regions() {
    if (region == null) {
      return any -> true;
    }
    if (region.equalsIgnoreCase(EU)) {
      return name -> Residency.EU.allows(new Region(name));
    }
    SortedSet<String> known = new TreeSet<>();
    MachineCatalogue.standard().all().forEach(it -> known.addAll(it.regions()));
    if (!known.contains(region)) {
      throw wrong(
          "no machine is known in region "
              + Words.quote(region)
              + ": "
              + Words.suggest(region, known));
    }
    return region::equals;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
