package dev.tenantry.cli;

import dev.tenantry.config.Words;
import dev.tenantry.sizing.ApiPrice;
import dev.tenantry.sizing.ApiPriceCatalogue;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.MachinePrice;
import dev.tenantry.sizing.MakeOrBuy;
import dev.tenantry.sizing.Tokens;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code tenantry size --compare}, and what it prints. */
final class CompareOptions {
  @Option(names = "--compare", description = "Say whether to make or to buy; needs --machine.")
  private boolean asked;

  @Option(names = "--api", paramLabel = "NAME", description = "What can be bought; see --list.")
  private String api;

  @Option(
      names = "--tokens-in",
      paramLabel = "N",
      converter = MonthlyTokens.class,
      description = "Prompt tokens a month that were not cached: 1500000, 1.5M or 20G.")
  private Long in;

  @Option(
      names = "--tokens-cached",
      paramLabel = "N",
      converter = MonthlyTokens.class,
      description = "Prompt tokens a month that were cached.")
  private Long cached;

  @Option(
      names = "--tokens-out",
      paramLabel = "N",
      converter = MonthlyTokens.class,
      description = "Answer tokens a month.")
  private Long out;

  @Option(
      names = "--tokens-per-second",
      paramLabel = "N",
      description =
          "What one such machine served in your own measurement, prompts and answers together,"
              + " while it kept the latency that you promise. Required: no number of somebody"
              + " else's would be right.")
  private Double tokensPerSecond;

  @Option(
      names = "--machines",
      paramLabel = "N",
      description = "Machines kept running (default: as few as the tokens need, spread evenly).")
  private Integer machines;

  @Option(
      names = "--price-per-hour",
      paramLabel = "USD",
      description = "Of a machine, by your contract (default: the list price).")
  private Double pricePerHour;

  @Option(names = "--spot", description = "Take the Spot price instead of the list price.")
  private boolean spot;

  @Option(
      names = "--operations",
      paramLabel = "USD",
      defaultValue = "0",
      description =
          "People, storage and traffic a month (default: ${DEFAULT-VALUE}: none counted).")
  private double operations;

  boolean isAsked() {
    return asked;
  }

  /** Prints the comparison and returns the exit code. */
  int print(CommandLine line, Optional<GpuMachine> machine, Predicate<String> regions) {
    if (machine.isEmpty() || api == null || in == null || cached == null || out == null) {
      throw wrong(
          line, "--compare needs --machine, --api, --tokens-in, --tokens-cached and --tokens-out");
    }
    if (tokensPerSecond == null) {
      throw wrong(
          line,
          "--compare needs --tokens-per-second, measured on that machine with your own model and"
              + " prompts: throughput differs tenfold, so none is assumed");
    }
    ApiPrice price = api(line);
    Optional<MachinePrice> listed = machine.get().cheapest(regions);
    double dollars = dollars(line, machine.get(), listed);
    try {
      Tokens tokens = new Tokens(in, cached, out);
      int count = machines == null ? MakeOrBuy.machinesFor(tokens, tokensPerSecond) : machines;
      MakeOrBuy comparison =
          new MakeOrBuy(price, tokens, dollars, tokensPerSecond, count, operations);
      print(line.getOut(), comparison, machine.get(), listed);
    } catch (IllegalArgumentException e) {
      throw wrong(line, e.getMessage());
    }
    return 0;
  }

  private void print(
      PrintWriter writer, MakeOrBuy comparison, GpuMachine machine, Optional<MachinePrice> listed) {
    writer.println(comparison.api().title() + ", or " + machine.name() + " of one's own");
    comparison.lines().forEach(line -> writer.println("  " + line));
    if (operations == 0) {
      writer.println("  operations are not counted: people who run GPUs cost more than some GPUs");
    }
    writer.println();
    writer.println(
        "API price: "
            + comparison.api().provenance().source()
            + ", "
            + comparison.api().provenance().asOf());
    if (pricePerHour == null && listed.isPresent()) {
      writer.println(
          "Machine price in "
              + listed.get().region()
              + ": "
              + MachinePrice.SOURCE
              + ", "
              + listed.get().asOf());
    }
    writer.println(
        "By price alone: residency, fine-tuned models and latency may decide otherwise.");
    writer.flush();
  }

  private ApiPrice api(CommandLine line) {
    ApiPriceCatalogue prices = ApiPriceCatalogue.standard();
    return prices
        .find(api)
        .orElseThrow(
            () ->
                wrong(
                    line,
                    "no API " + Words.quote(api) + ": " + Words.suggest(api, prices.names())));
  }

  private double dollars(CommandLine line, GpuMachine machine, Optional<MachinePrice> listed) {
    if (pricePerHour != null) {
      return pricePerHour;
    }
    Optional<Double> price =
        listed.flatMap(
            it -> spot ? it.spot().stream().boxed().findFirst() : Optional.of(it.onDemand()));
    return price.orElseThrow(
        () ->
            wrong(
                line,
                "no price of "
                    + machine.name()
                    + " is known there: name yours with --price-per-hour"));
  }

  private static ParameterException wrong(CommandLine line, String what) {
    return new ParameterException(line, what);
  }
}
