package dev.tenantry.cli;

import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigException;
import dev.tenantry.plan.LoweredRule;
import dev.tenantry.plan.Places;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanJson;
import dev.tenantry.plan.PlanMarkdown;
import dev.tenantry.plan.PlanSarif;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Source;
import dev.tenantry.policies.Rules;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.RecordingFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what an apply would do, for the person who reviews it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = PlanCommand.USAGE,
    description = "Say per tenant what `up` would do, with the verdict of the policy pack.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing would change, and no mandatory rule is violated",
      "1:the plan could not be made, or the preview failed",
      "2:something would change",
      "3:a mandatory rule is violated",
      "64:wrong usage"
    })
final class PlanCommand implements Callable<Integer> {
  /** As in sysexits.h: 2, which the other verbs use, means changes here. */
  static final int USAGE = 64;

  /** Nothing that could end a link of Markdown or begin another. */
  private static final Pattern ADDRESS = Pattern.compile("https://[A-Za-z0-9./_~:%?=&#+-]+");

  @Mixin private StackFiles files;

  @Option(names = "--markdown", description = "Print the comment of a pull request instead.")
  private boolean markdown;

  @Option(
      names = "--details-at",
      paramLabel = "URL",
      description = "Where the comment says that the whole plan is, such as the run's page.")
  private Optional<String> details = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "CHARACTERS",
      description =
          "How long the comment may be (default: ${DEFAULT-VALUE}, as GitHub); less where several"
              + " stacks share one.")
  private int limit = PlanMarkdown.LENGTH_MAX;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the plan as JSON; schemas/plan.schema.json.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Also write the violations as SARIF 2.1.0, for code scanning.")
  private Optional<Path> sarif = Optional.empty();

  @Option(
      names = "--offline",
      description =
          "Ask no engine, provider or state: the rules of the pack on what the program declares."
              + " Without --against everything counts as created.")
  private boolean offline;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "With --offline: also write what the program declares, for --against.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description =
          "With --offline: compare with what --record wrote, such as at the base of a pull"
              + " request, instead of counting everything as created.")
  private Optional<Path> against = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (details.filter(address -> !ADDRESS.matcher(address).matches()).isPresent()) {
      throw new ParameterException(spec.commandLine(), "--details-at takes an https address");
    }
    if (limit < PlanMarkdown.LENGTH_MIN || limit > PlanMarkdown.LENGTH_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--limit takes %d to %d characters"
              .formatted(PlanMarkdown.LENGTH_MIN, PlanMarkdown.LENGTH_MAX));
    }
    if (!offline && (record.isPresent() || against.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--record and --against go with --offline only");
    }
    Preview preview = preview();
    // Whoever reads "no violation" must know which rules were not asked.
    List<LoweredRule> lowered =
        preview.packs().isEmpty() ? List.of() : PolicyPack.of(files).lowered();
    Plan plan = Plan.of(preview, PlanPrices.of(preview.steps()), lowered);
    json.ifPresent(file -> write(file, to -> Files.writeString(to, PlanJson.of(plan))));
    sarif.ifPresent(file -> write(file, to -> Files.writeString(to, PlanSarif.of(plan, places()))));
    spec.commandLine()
        .getOut()
        .print(markdown ? PlanMarkdown.of(plan, details, limit) : PlanText.of(plan));
    spec.commandLine().getOut().flush();
    return plan.outcome().exitCode();
  }

  /** A file that is refused is the plan's answer too: the comment must say so. */
  private Preview preview() {
    try {
      return offline ? offline() : engine(files.load());
    } catch (ConfigException e) {
      return Preview.failed(files.stack(), offline ? Source.OFFLINE : Source.ENGINE, e.render());
    }
  }

  private Preview offline() {
    List<RecordedResource> before = against.map(this::recorded).orElseGet(List::of);
    List<RecordedResource> after = files.record();
    record.ifPresent(file -> write(file, new RecordingFile(files.stack(), after)::write));
    Rules rules = PolicyPack.of(files).rules();
    return against.isPresent()
        ? RecordedChange.between(files.stack(), before, after, rules)
        : OfflinePreview.of(files.stack(), after, rules);
  }

  private List<RecordedResource> recorded(Path file) {
    try {
      RecordingFile recording = RecordingFile.read(file);
      if (!recording.stack().equals(files.stack())) {
        throw new CommandFailure(
            file + " records stack " + recording.stack() + ", not " + files.stack());
      }
      return recording.resources();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          e.getMessage() + "; write one with: tenantry plan STACK --offline --record FILE", e);
    }
  }

  private Preview engine(StackConfig config) {
    Advice.print(config, spec.commandLine().getErr());
    RequiredKinds.check(config);
    try {
      Path eventLog = Files.createTempFile("tenantry-plan", ".jsonl");
      try (EngineStack stack =
          EngineStack.openForPlan(files, config, eventLog, spec.commandLine().getErr()::println)) {
        Optional<String> failure = stack.plan();
        return PlanEvents.read(eventLog).preview(files.stack(), failure);
      } finally {
        Files.deleteIfExists(eventLog);
        spec.commandLine().getErr().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the engine's events", e);
    }
  }

  private Places places() {
    return new Places("stacks/" + files.stack(), this::lines);
  }

  private Optional<List<String>> lines(String file) {
    Path path = files.project().resolve(file);
    try {
      return Files.isRegularFile(path) ? Optional.of(Files.readAllLines(path)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a line less to look at, and the file's name still
    }
  }

  @FunctionalInterface
  private interface Writer {
    void write(Path file) throws IOException;
  }

  private static void write(Path file, Writer writer) {
    try {
      writer.write(file);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e, e);
    }
  }
}
