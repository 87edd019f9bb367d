package dev.tenantry.config;

import dev.tenantry.sizing.FitAnswer;
import dev.tenantry.sizing.FitRequest;
import dev.tenantry.sizing.GpuFit;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.MachineCatalogue;
import dev.tenantry.sizing.ModelCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a model fits the GPUs that it is given, and whether they can be had. */
final class ModelFit {
  private static final double PERCENT = 100;

  private ModelFit() {}

  /** Bytes of its weights: as stated, else by the catalogue; empty if nobody knows. */
  static OptionalLong weightBytes(ServedModel model) {
    return model
        .checkpoint()
        .map(stated -> OptionalLong.of(stated.amount().longValue()))
        .orElseGet(
            () ->
                ModelCatalogue.standard()
                    .find(model.model().value())
                    .map(known -> known.weightBytes(model.precision()))
                    .orElse(OptionalLong.empty()));
  }

  static void validate(KeyPath here, ServedModel model, List<Region> regions, Problems out) {
    Optional<GpuMachine> machine = MachineCatalogue.standard().find(model.machine().value());
    if (machine.isPresent() && !isIn(machine.get(), regions)) {
      out.addBetween(
          Rule.MODEL_MACHINE_NOT_THERE,
          List.of(here.key("machine"), KeyPath.of("cloud", "regions")),
          model.machine() + " is offered in none of cloud.regions",
          "it is known in " + String.join(", ", machine.get().regions()));
      return;
    }
    FitAnswer answer = GpuFit.check(request(model), other -> isIn(other, regions));
    if (answer instanceof FitAnswer.DoesNotFit no) {
      tooLarge(here, no, out);
    } else if (answer instanceof FitAnswer.Unknown unknown) {
      nobodyKnows(here, model, unknown.reason(), out);
    }
  }

  private static FitRequest request(ServedModel model) {
    return new FitRequest(
        model.model().value(),
        model.precision(),
        model.context(),
        model.concurrency(),
        model.machine().value(),
        model.tensorParallel(),
        model.utilisation() / PERCENT);
  }

  private static void tooLarge(KeyPath here, FitAnswer.DoesNotFit no, Problems out) {
    String smallest =
        no.smallest()
            .map(
                machine ->
                    "; the smallest machine of cloud.regions that would do: " + machine.name())
            .orElse("; no machine of cloud.regions would do");
    out.addBetween(
        Rule.MODEL_DOES_NOT_FIT,
        asked(here),
        no.reason(),
        "lower context or concurrency, or change machine and tensorParallel" + smallest,
        no.sum().lines());
  }

  private static void nobodyKnows(KeyPath here, ServedModel model, String reason, Problems out) {
    switch (model.fit()) {
      case CHECKED ->
          out.addBetween(
              Rule.MODEL_FIT_UNKNOWN,
              asked(here),
              reason + ", so nobody knows whether it fits",
              "try it on such a machine; then state checkpoint, and fit: unverified");
      case UNVERIFIED -> {
        if (model.checkpoint().isEmpty()) {
          out.addBetween(
              Rule.MODEL_CHECKPOINT_MISSING,
              List.of(here.key("fit")),
              reason + ", so it must say itself how large it is",
              "state checkpoint: the size that gcloud storage du -s prints");
        }
      }
    }
  }

  /** All that the sum depends on. */
  private static List<KeyPath> asked(KeyPath here) {
    return List.of(
        here.key("machine"),
        here.key("model"),
        here.key("precision"),
        here.key("context"),
        here.key("concurrency"),
        here.key("tensorParallel"),
        here.key("utilisation"));
  }

  private static boolean isIn(GpuMachine machine, List<Region> regions) {
    return regions.stream().anyMatch(region -> machine.isIn(region.value()));
  }
}
