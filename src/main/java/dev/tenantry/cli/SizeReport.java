package dev.tenantry.cli;

import dev.tenantry.sizing.CatalogueModel;
import dev.tenantry.sizing.FitAnswer;
import dev.tenantry.sizing.FitAnswer.DoesNotFit;
import dev.tenantry.sizing.FitAnswer.Fits;
import dev.tenantry.sizing.FitAnswer.Unknown;
import dev.tenantry.sizing.FitPicture;
import dev.tenantry.sizing.FitRequest;
import dev.tenantry.sizing.FitSum;
import dev.tenantry.sizing.GpuFit;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.MachinePrice;
import dev.tenantry.sizing.ModelCatalogue;
import dev.tenantry.sizing.SmallestMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;

/**
 * What {@code tenantry size MODEL} prints: the sum on one machine, its picture, and all machines.
 *
 * @param request what was asked; its machine is filled in here
 * @param regions that may be used
 * @param gpusGiven whether the request's tensor parallelism was asked for, not left to the machine
 * @param svg where to draw the picture
 */
record SizeReport(
    FitRequest request, Predicate<String> regions, boolean gpusGiven, Optional<Path> svg) {
  /** Exit code of a question that the catalogue cannot answer. */
  static final int UNKNOWN = 3;

  /** Prints it and returns the exit code. */
  int print(CommandLine line, Optional<GpuMachine> asked) {
    Optional<CatalogueModel> model = ModelCatalogue.standard().find(request.model());
    if (model.isEmpty()) {
      line.getErr()
          .printf(
              "unknown model %s. Near: %s%nAll that is known: tenantry size --list%n",
              request.model(), String.join(", ", ModelCatalogue.standard().near(request.model())));
      return UNKNOWN;
    }
    List<GpuMachine> machines = SmallestMachine.ranked(regions).toList();
    List<FitAnswer> answers = machines.stream().map(it -> answer(model.get(), it)).toList();
    if (answers.get(0) instanceof Unknown unknown) {
      line.getErr().println("unknown: " + unknown.reason());
      return UNKNOWN;
    }
    FitAnswer chosen =
        asked.map(it -> answer(model.get(), it)).orElseGet(() -> cheapest(machines, answers));
    PrintWriter out = line.getOut();
    FitSum sum = print(out, chosen);
    out.println();
    FitPicture.of(sum).text().forEach(out::println);
    out.println();
    out.print(table(machines, answers));
    out.println();
    out.println(
        "USD per hour for the whole machine, list price and Spot, at the cheapest region of");
    out.println("those asked for. Source: " + MachinePrice.SOURCE + ".");
    svg.ifPresent(file -> draw(file, sum));
    out.flush();
    return chosen instanceof Fits ? 0 : TenantryCommand.FAILURE;
  }

  private FitAnswer answer(CatalogueModel model, GpuMachine machine) {
    FitRequest there =
        gpusGiven
            ? request.on(machine.name(), request.tensorParallel())
            : SmallestMachine.on(model, machine, request);
    return GpuFit.check(there, it -> it.regions().stream().anyMatch(regions));
  }

  /** The cheapest that fits, else the one that lacks least. */
  private static FitAnswer cheapest(List<GpuMachine> machines, List<FitAnswer> answers) {
    Optional<FitAnswer> first = answers.stream().filter(Fits.class::isInstance).findFirst();
    if (first.isPresent()) {
      return first.get();
    }
    FitAnswer least = answers.get(0);
    for (FitAnswer answer : answers) {
      if (sum(answer).missing() < sum(least).missing()) {
        least = answer;
      }
    }
    return least;
  }

  private FitSum print(PrintWriter out, FitAnswer chosen) {
    FitSum sum = sum(chosen);
    GpuMachine machine = sum.machine();
    out.printf(
        Locale.ROOT,
        "%s in %s, %d × %,d tokens, on %d × %s of %s%n",
        sum.model().title(),
        request.precision(),
        request.concurrency(),
        request.contextTokens(),
        sum.request().tensorParallel(),
        machine.accelerator().title(),
        machine.name());
    sum.lines().forEach(line -> out.println("  " + line));
    out.println();
    if (chosen instanceof DoesNotFit no) {
      out.println("does not fit: " + no.reason());
      out.println(
          no.smallest()
              .map(it -> "fits on " + it.name() + ", the cheapest of those asked for")
              .orElse("no machine of those asked for holds it"));
    } else {
      out.println("fits");
    }
    return sum;
  }

  private String table(List<GpuMachine> machines, List<FitAnswer> answers) {
    Table table =
        new Table(
            "MACHINE", "GPUS", "FITS", "KV TOKENS", "USD/H", "SPOT", "IN", "AS OF", "OBTAINABLE");
    for (int row = 0; row < machines.size(); row++) {
      GpuMachine machine = machines.get(row);
      FitSum sum = sum(answers.get(row));
      Optional<MachinePrice> price = machine.cheapest(regions);
      table.row(
          machine.name(),
          sum.request().tensorParallel() + " × " + machine.accelerator().name(),
          answers.get(row) instanceof Fits ? "yes" : "no",
          String.format(Locale.ROOT, "%,d", sum.kvTokens()),
          price.map(it -> dollars(it.onDemand())).orElse("-"),
          price
              .filter(it -> it.spot().isPresent())
              .map(it -> dollars(it.spot().getAsDouble()))
              .orElse("-"),
          price
              .map(MachinePrice::region)
              .orElseGet(() -> machine.regions().stream().filter(regions).findFirst().orElse("-")),
          price.map(it -> it.asOf().toString()).orElse("no price"),
          machine.obtainable());
    }
    return table.render();
  }

  private static FitSum sum(FitAnswer answer) {
    if (answer instanceof Fits fits) {
      return fits.sum();
    }
    if (answer instanceof DoesNotFit no) {
      return no.sum();
    }
    throw new IllegalStateException("an unknown model has no sum: " + answer);
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }

  private static void draw(Path file, FitSum sum) {
    try {
      Files.writeString(file, FitPicture.of(sum).svg());
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
