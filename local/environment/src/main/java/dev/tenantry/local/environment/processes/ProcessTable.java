package dev.tenantry.local.environment.processes;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of one state folder. A record stays until the process is stopped by us. */
public final class ProcessTable {
  private static final long POLL_MILLIS = 20;
  private static final String RECORD_SUFFIX = ".properties";

  private final StateFolder state;
  private final Clock clock;
  private final Map<String, String> variables;

  /** The variables are all that a started process sees of this command's environment. */
  public ProcessTable(StateFolder state, Clock clock, Map<String, String> variables) {
    this.state = state;
    this.clock = clock;
    this.variables = Map.copyOf(variables);
  }

  /** Starts a process that outlives this command: own session, no input, output to its log. */
  public ProcessRecord start(Launch launch) {
    Path log = state.log(launch.name());
    keepPreviousLog(log);
    List<String> words = new ArrayList<>(List.of("setsid"));
    words.addAll(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile())
            .directory(state.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().putAll(launch.variables());
    try {
      // setsid replaces itself by the program, so the pid stays the same.
      long pid = builder.start().pid();
      ProcessRecord started =
          new ProcessRecord(
              launch.name(),
              pid,
              ProcFile.startTicks(pid).orElse(0),
              ProcFile.bootId(),
              launch.port(),
              clock.instant(),
              launch.stopSignal(),
              launch.grace());
      recordOf(launch.name()).write(started.toFacts());
      return started;
    } catch (IOException e) {
      throw new Failure("cannot start " + launch.name(), e);
    }
  }

  /** What was started under that name and not stopped by us, whether it still runs or not. */
  public Optional<ProcessRecord> find(String name) {
    Map<String, String> facts = recordOf(name).read();
    return facts.isEmpty() ? Optional.empty() : Optional.of(ProcessRecord.fromFacts(facts));
  }

  public boolean isRunning(String name) {
    return find(name).map(ProcessTable::isRunning).orElse(false);
  }

  /** Whether exactly this process still runs. */
  public static boolean isRunning(ProcessRecord process) {
    return process.bootId().equals(ProcFile.bootId())
        && ProcFile.startTicks(process.pid()).orElse(-1) == process.startTicks();
  }

  /** How a process was stopped. */
  public enum Ending {
    /** There was none. */
    NONE,
    /** It ended by itself when it was asked to. */
    ORDERLY,
    /** It was still there when its time was over. */
    KILLED
  }

  /** Asks the process to end, then forces it; says whether there was one. */
  public boolean stop(String name) {
    return end(name) != Ending.NONE;
  }

  /** As {@link #stop}; says how it ended. */
  public Ending end(String name) {
    Optional<ProcessRecord> running = find(name).filter(ProcessTable::isRunning);
    Ending ending = running.map(this::end).orElse(Ending.NONE);
    forget(name);
    return ending;
  }

  private Ending end(ProcessRecord process) {
    signal(process, process.stopSignal().name());
    if (waitForEnd(process)) {
      return Ending.ORDERLY;
    }
    signal(process, "KILL");
    waitForEnd(process);
    return Ending.KILLED;
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(recordOf(name).file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(ProcessRecord process, String signal) {
    if (isRunning(process)) {
      List<String> words =
          List.of("sh", "-c", "kill -" + signal + " \"$0\"", Long.toString(process.pid()));
      new Command(words, variables).run(Duration.ofSeconds(5));
    }
  }

  private static boolean waitForEnd(ProcessRecord process) {
    long deadline = System.nanoTime() + process.grace().toNanos();
    while (isRunning(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(POLL_MILLIS);
    }
    return true;
  }

  /** Sleeps between two looks at something that is not there yet. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  private Settings recordOf(String name) {
    return new Settings(state.run().resolve(name + RECORD_SUFFIX));
  }

  private static void keepPreviousLog(Path log) {
    try {
      if (Files.exists(log)) {
        Path previous = log.resolveSibling(log.getFileName() + ".1");
        Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
