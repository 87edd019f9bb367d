package dev.tenantry.cli;

import dev.tenantry.sizing.ApiPrice;
import dev.tenantry.sizing.ApiPriceCatalogue;
import dev.tenantry.sizing.CatalogueModel;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.LayerGroup;
import dev.tenantry.sizing.MachineCatalogue;
import dev.tenantry.sizing.ModelCatalogue;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code tenantry size --list} prints: every row of the catalogues. */
final class SizeList {
  private SizeList() {}

  /** Prints it and returns the exit code. */
  static int print(PrintWriter out) {
    out.print(models().render());
    out.println();
    out.print(machines().render());
    out.println();
    out.print(apis().render());
    out.flush();
    return 0;
  }

  private static Table models() {
    Table table = new Table("MODEL", "PARAMETERS", "LAYERS", "CONTEXT", "PRECISIONS", "LICENCE");
    for (CatalogueModel model : ModelCatalogue.standard().all()) {
      table.row(
          model.name(),
          String.format(Locale.ROOT, "%.1f billion", model.parameters() / 1e9),
          model.layers().stream().map(LayerGroup::describe).collect(Collectors.joining("; ")),
          String.format(Locale.ROOT, "%,d", model.contextTokens()),
          words(model.precisions()),
          model.licence());
    }
    return table;
  }

  private static Table machines() {
    Table table = new Table("MACHINE", "GPUS", "GIB EACH", "FP8", "LINK", "REGIONS", "OBTAINABLE");
    for (GpuMachine machine : MachineCatalogue.standard().all()) {
      table.row(
          machine.name(),
          machine.gpus() + " × " + machine.accelerator().name(),
          String.format(Locale.ROOT, "%.1f", machine.accelerator().memoryGib()),
          machine.accelerator().fp8().label(),
          machine.accelerator().link().label(),
          String.valueOf(machine.regions().size()),
          machine.obtainable());
    }
    return table;
  }

  private static Table apis() {
    Table table = new Table("API", "USD/M IN", "CACHED", "OUT", "AS OF", "SOURCE");
    for (ApiPrice price : ApiPriceCatalogue.standard().all()) {
      table.row(
          price.name(),
          String.format(Locale.ROOT, "%.3f", price.input()),
          String.format(Locale.ROOT, "%.3f", price.cached()),
          String.format(Locale.ROOT, "%.3f", price.output()),
          price.provenance().asOf().toString(),
          price.provenance().source());
    }
    return table;
  }

  private static String words(java.util.Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
