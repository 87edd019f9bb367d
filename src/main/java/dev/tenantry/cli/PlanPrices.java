package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.plan.CostLine;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Owners;
import dev.tenantry.plan.Step;
import dev.tenantry.sizing.MachineCatalogue;
import dev.tenantry.sizing.MachinePrice;
import dev.tenantry.sizing.NodePriceCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What changed machines cost more or less, as far as the catalogue knows their prices.
 *
 * <p>It knows the nodes of pools. Every other change of a machine is named without a price: none is
 * made up.
 */
final class PlanPrices {
  /** 365 days of 24 hours, a twelfth of it: how Google Cloud states monthly prices. */
  private static final double HOURS_A_MONTH = 730;

  private static final String NONE = "none";
  private static final MachineCatalogue GPU_MACHINES = MachineCatalogue.standard();
  private static final NodePriceCatalogue OTHER_MACHINES = NodePriceCatalogue.standard();

  private static final Map<String, Function<JsonNode, Machines>> READERS =
      Map.of(
          "gcp:container/nodePool:NodePool", PlanPrices::nodePool,
          "gcp:sql/databaseInstance:DatabaseInstance", PlanPrices::sqlInstance,
          "kubernetes:cloud.google.com/v1:ComputeClass", PlanPrices::computeClass);

  private PlanPrices() {}

  /**
   * Machines of one resource.
   *
   * @param words for people, without which nothing costs
   * @param least dollars a month, if as few run as may; empty without a price
   * @param most the same if as many run as may
   * @param note where the price is from, or why there is none
   */
  private record Machines(
      String words, Optional<Double> least, Optional<Double> most, String note) {
    static final Machines GONE = new Machines(NONE, Optional.of(0.0), Optional.of(0.0), "");
  }

  /** One line for each resource whose machines differ, by owner, type and name. */
  static List<CostLine> of(List<Step> steps) {
    List<CostLine> lines = new ArrayList<>();
    for (Step step : steps) {
      if (READERS.containsKey(step.type()) && step.operation() != Operation.UNCHANGED) {
        Machines before = machines(step, step.inputsBefore(), step.before().isPresent());
        Machines after = machines(step, step.inputsAfter(), step.after().isPresent());
        if (!before.words().equals(after.words())) {
          lines.add(line(step, before, after));
        }
      }
    }
    lines.sort(
        Comparator.comparing(CostLine::owner)
            .thenComparing(CostLine::type)
            .thenComparing(CostLine::name));
    return lines;
  }

  private static Machines machines(Step step, JsonNode inputs, boolean isThere) {
    return isThere ? READERS.get(step.type()).apply(inputs) : Machines.GONE;
  }

  private static CostLine line(Step step, Machines before, Machines after) {
    return new CostLine(
        Owners.of(step),
        step.type(),
        step.name(),
        before.words(),
        after.words(),
        difference(before.least(), after.least()),
        difference(before.most(), after.most()),
        after.note().isEmpty() ? before.note() : after.note());
  }

  private static Optional<Double> difference(Optional<Double> before, Optional<Double> after) {
    return before.flatMap(was -> after.map(is -> is - was));
  }

  private static Machines nodePool(JsonNode inputs) {
    JsonNode config = inputs.path("nodeConfig");
    String type = config.path("machineType").asText("an unnamed machine");
    boolean spot = config.path("spot").asBoolean();
    String region = region(inputs.path("location").asText());
    Nodes nodes = nodes(inputs);
    String words =
        nodes.words()
            + " × "
            + type
            + (spot ? ", Spot" : "")
            + (region.isEmpty() ? "" : ", " + region);
    Optional<MachinePrice> price =
        GPU_MACHINES
            .find(type)
            .flatMap(machine -> Optional.ofNullable(machine.prices().get(region)))
            .or(() -> OTHER_MACHINES.find(type, region));
    Optional<Double> hour =
        spot
            ? price.flatMap(one -> one.spot().stream().boxed().findFirst())
            : price.map(MachinePrice::onDemand);
    if (hour.isEmpty()) {
      return new Machines(words, Optional.empty(), Optional.empty(), "none in the catalogue");
    }
    double month = hour.get() * HOURS_A_MONTH;
    String note = (spot ? "Spot" : "list") + " price of " + price.orElseThrow().asOf();
    return new Machines(
        words,
        nodes.least().map(count -> count * month),
        nodes.most().map(count -> count * month),
        note);
  }

  /**
   * How many nodes there may be.
   *
   * @param words for people
   * @param least empty if it depends on what is not known
   * @param most the same
   */
  private record Nodes(String words, Optional<Integer> least, Optional<Integer> most) {}

  private static Nodes nodes(JsonNode inputs) {
    JsonNode scaling = inputs.path("autoscaling");
    if (scaling.has("totalMaxNodeCount")) {
      int least = scaling.path("totalMinNodeCount").asInt();
      int most = scaling.path("totalMaxNodeCount").asInt();
      return new Nodes(range(least, most), Optional.of(least), Optional.of(most));
    }
    int fixed = inputs.path("nodeCount").asInt();
    int least = scaling.path("minNodeCount").asInt(fixed);
    int most = scaling.path("maxNodeCount").asInt(fixed);
    int zones = inputs.path("nodeLocations").size();
    // Without zones Google chooses, usually three; how many it does not say.
    return zones == 0
        ? new Nodes(range(least, most) + " a zone", Optional.empty(), Optional.empty())
        : new Nodes(
            range(least * zones, most * zones),
            Optional.of(least * zones),
            Optional.of(most * zones));
  }

  private static String range(int least, int most) {
    return least == most ? String.valueOf(most) : least + "–" + most;
  }

  /** A zone is its region with a letter more. */
  private static String region(String location) {
    return location.matches(".*-[a-z]") ? location.substring(0, location.length() - 2) : location;
  }

  private static Machines sqlInstance(JsonNode inputs) {
    JsonNode settings = inputs.path("settings");
    String words =
        settings.path("tier").asText("an unnamed machine")
            + ", "
            + settings.path("availabilityType").asText("ZONAL").toLowerCase(Locale.ROOT)
            + ", "
            + settings.path("diskSize").asText("?")
            + " GB";
    return new Machines(words, Optional.empty(), Optional.empty(), "none in the catalogue");
  }

  private static Machines computeClass(JsonNode inputs) {
    List<String> rungs = new ArrayList<>();
    inputs
        .path("spec")
        .path("priorities")
        .forEach(
            rung -> {
              if (rung.has("machineType")) {
                rungs.add(rung.path("machineType").asText());
              }
            });
    String words = rungs.isEmpty() ? NONE : "as pods ask: " + String.join(", then ", rungs);
    return new Machines(
        words, Optional.empty(), Optional.empty(), "none: pods decide how many there are");
  }
}
