package dev.tenantry.cli;

import dev.tenantry.stacks.FreezeWindows;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether a stack is frozen on a day; exit code 3 if it is. */
@Command(
    name = "freeze",
    mixinStandardHelpOptions = true,
    description = "Say whether a day lies in a time in which the stack is left alone.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:open", "1:the files are wrong", "2:wrong usage", "3:frozen"})
final class FreezeCommand implements Callable<Integer> {
  /** Apart from those of failures and of wrong usage, so that a script can tell. */
  private static final int FROZEN = 3;

  @Mixin private StackFiles files;

  @Option(names = "--on", paramLabel = "DAY", description = "YYYY-MM-DD, in UTC. Default: today.")
  private Optional<LocalDate> day = Optional.empty();

  @Spec private CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() {
    LocalDate asked = day.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    Optional<String> window = FreezeWindows.covering(files.load().platform(), asked);
    var out = spec.commandLine().getOut();
    out.println(
        files.stack()
            + window.map(key -> " is frozen on " + asked + " by " + key).orElse(" is open"));
    out.flush();
    return window.isPresent() ? FROZEN : 0;
  }
}
