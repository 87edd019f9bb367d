package dev.tenantry.cli;

import com.pulumi.Context;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandException;
import com.pulumi.automation.ConcurrentUpdateException;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.NoSummaryEventException;
import com.pulumi.automation.PreviewOptions;
import com.pulumi.automation.RefreshOptions;
import com.pulumi.automation.StackNotFoundException;
import com.pulumi.automation.UpOptions;
import com.pulumi.automation.WorkspaceStack;
import com.pulumi.automation.events.EngineEvent;
import dev.tenantry.Platform;
import dev.tenantry.config.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stack on the real engine, driven from this JVM.
 *
 * <p>The program runs inline: the {@code pulumi} CLI from PATH calls back into this process, so
 * that no language host and no second JVM start. Project and stack settings are those of {@code
 * Pulumi.yaml}, as for {@code pulumi up} by hand.
 */
final class EngineStack implements AutoCloseable {
  /** The engine reports what fails; the SDK's own log would say it again, with a stack trace. */
  private static final Logger SDK_LOG = Logger.getLogger("com.pulumi");

  /** Where Linux keeps the name with which the CLI signs its locks. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final WorkspaceStack stack;
  private final Consumer<Context> program;
  private final PolicyPack pack;

  private final CleanUp cleanUp;

  private EngineStack(WorkspaceStack stack, StackConfig config, PolicyPack pack, CleanUp cleanUp) {
    this.stack = stack;
    this.pack = pack;
    this.program = context -> Platform.declare(config).forEach(context::export);
    this.cleanUp = cleanUp;
  }

  /** Undoes what opening a stack left behind. */
  private interface CleanUp {
    void run() throws AutomationException, IOException;
  }

  /**
   * Selects the stack in the current backend, or creates it there.
   *
   * @throws CommandFailure if the CLI is missing, the backend refuses, or the stack's settings of
   *     the policy pack cannot be meant
   */
  static EngineStack open(StackFiles files, StackConfig config) {
    SDK_LOG.setLevel(Level.OFF);
    PolicyPack pack = PolicyPack.of(files);
    try {
      return new EngineStack(createOrSelect(files), config, pack, () -> {});
    } catch (AutomationException e) {
      throw failure("cannot open stack " + files.stack(), e);
    }
  }

  private static WorkspaceStack createOrSelect(StackFiles files) throws AutomationException {
    var options = options(files.project(), Optional.empty());
    try {
      return LocalWorkspace.createOrSelectStack(files.stack(), files.project(), options);
    } catch (CommandException e) {
      // Another command made it in between.
      if (!String.valueOf(e.getMessage()).contains("already exists")) {
        throw e;
      }
      return LocalWorkspace.selectStack(files.stack(), files.project(), options);
    }
  }

  /**
   * Selects the stack in the current backend, or rehearses it.
   *
   * <p>A stack that the backend does not know is previewed as new, from a folder of its own:
   * neither the backend nor {@code Pulumi.<stack>.yaml} is left changed.
   *
   * @param onRehearsal receives a sentence if the backend does not know the stack
   */
  static EngineStack openForPreview(
      StackFiles files, StackConfig config, Consumer<String> onRehearsal) {
    return openForPreview(files, config, Optional.empty(), onRehearsal);
  }

  /** As {@link #openForPreview}; every preview writes the engine's events to {@code eventLog}. */
  static EngineStack openForPlan(
      StackFiles files, StackConfig config, Path eventLog, Consumer<String> onRehearsal) {
    return openForPreview(files, config, Optional.of(eventLog), onRehearsal);
  }

  private static EngineStack openForPreview(
      StackFiles files, StackConfig config, Optional<Path> eventLog, Consumer<String> onRehearsal) {
    SDK_LOG.setLevel(Level.OFF);
    PolicyPack pack = PolicyPack.of(files);
    try {
      var options = options(files.project(), eventLog);
      return new EngineStack(
          LocalWorkspace.selectStack(files.stack(), files.project(), options),
          config,
          pack,
          () -> {});
    } catch (StackNotFoundException unknown) {
      onRehearsal.accept(
          "Stack " + files.stack() + " is not in this backend: previewing it as a new one.");
      return rehearsal(files, config, pack, eventLog);
    } catch (AutomationException e) {
      throw failure("cannot open stack " + files.stack(), e);
    }
  }

  private static EngineStack rehearsal(
      StackFiles files, StackConfig config, PolicyPack pack, Optional<Path> eventLog) {
    try {
      Path folder = Files.createTempDirectory("tenantry-preview");
      Path settings = folder.resolve("Pulumi.yaml");
      ProjectSettings.of(files.project()).writeTo(settings);
      var stack = LocalWorkspace.createStack(files.stack(), folder, options(folder, eventLog));
      return new EngineStack(
          stack,
          config,
          pack,
          () -> {
            stack.workspace().removeStack(files.stack());
            Files.deleteIfExists(folder.resolve("Pulumi." + files.stack() + ".yaml"));
            Files.deleteIfExists(settings);
            Files.delete(folder);
          });
    } catch (AutomationException e) {
      throw failure("cannot rehearse stack " + files.stack(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rehearse stack " + files.stack(), e);
    }
  }

  private static LocalWorkspaceOptions options(Path folder, Optional<Path> eventLog)
      throws AutomationException {
    return LocalWorkspaceOptions.builder()
        .workDir(folder)
        .pulumiCommand(EngineCommand.fromPath(eventLog))
        .build();
  }

  /**
   * Lets the policy pack judge the stack, by a preview that shows nothing.
   *
   * <p>An update by itself would ask the rules on a whole stack only at its end.
   *
   * @param onEvent receives the engine's events, on another thread
   * @throws CommandFailure with what a mandatory rule says, or why there is no preview
   */
  void judge(Consumer<EngineEvent> onEvent) {
    var verdicts = new PolicyVerdicts();
    try {
      stack.preview(
          judged()
              .onEvent(
                  event -> {
                    verdicts.accept(event);
                    onEvent.accept(event);
                  })
              .build());
    } catch (AutomationException e) {
      if (verdicts.mandatory().isEmpty()) {
        throw failure("pulumi preview failed", e);
      }
      throw new CommandFailure(
          "The policy pack refuses the stack. Nothing was applied.\n\n"
              + String.join("\n\n", verdicts.mandatory()),
          e);
    }
  }

  /**
   * Applies the stack.
   *
   * <p>If an earlier update was killed and left its lock behind, the stack is recovered first, as
   * docs/runbooks/interrupted-update.md does by hand.
   *
   * @param onEvent receives the engine's events, on another thread
   * @param onRecovery receives a sentence if an interrupted update was found
   */
  void up(Consumer<EngineEvent> onEvent, Consumer<String> onRecovery) {
    var options =
        UpOptions.builder()
            .program(program)
            .policyPacks(pack.packs())
            .policyPackConfigs(pack.packSettings())
            .onEvent(onEvent)
            .color("never")
            .build();
    try {
      try {
        stack.up(options);
      } catch (ConcurrentUpdateException locked) {
        if (!lockIsAbandoned(locked)) {
          throw new CommandFailure(
              "another update of this stack runs: "
                  + String.join(", ", AbandonedLock.owners(locked.getMessage()))
                  + "\nWait until it has ended, then try again. Do not cancel it while it lives.",
              locked);
        }
        onRecovery.accept("An earlier update was interrupted: releasing its lock, refreshing.");
        stack.cancel();
        stack.refresh(RefreshOptions.builder().clearPendingCreates(true).build());
        stack.up(options);
      }
    } catch (AutomationException e) {
      throw failure("pulumi up failed", e);
    }
  }

  private static boolean lockIsAbandoned(ConcurrentUpdateException locked) {
    try {
      String host = Files.readString(HOST_NAME).strip();
      return new AbandonedLock(host, pid -> ProcessHandle.of(pid).isPresent())
          .isNamedIn(locked.getMessage());
    } catch (IOException e) {
      return false; // without the host's name nobody can be sure, so a person decides
    }
  }

  /** Previews the stack; lines of the CLI's own report arrive on another thread. */
  void preview(Consumer<String> onLine) {
    try {
      stack.preview(judged().diff(true).onStandardOutput(onLine).onStandardError(onLine).build());
    } catch (AutomationException e) {
      throw new CommandFailure("pulumi preview failed; the reason is above", e);
    }
  }

  /**
   * Previews the stack for a plan; the engine's events go to the log named at the opening.
   *
   * @return what the CLI said if the preview failed, as it does if a mandatory rule is violated
   * @throws CommandFailure if the preview could not even begin
   */
  Optional<String> plan() {
    try {
      stack.preview(judged().build());
      return Optional.empty();
    } catch (NoSummaryEventException done) {
      return Optional.empty(); // the SDK saw no event, as all of them are in the log
    } catch (CommandException failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    } catch (AutomationException e) {
      throw failure("pulumi preview failed", e);
    }
  }

  private PreviewOptions.Builder judged() {
    return PreviewOptions.builder()
        .program(program)
        .policyPacks(pack.packs())
        .policyPackConfigs(pack.packSettings())
        .color("never");
  }

  @Override
  public void close() {
    try {
      cleanUp.run();
    } catch (AutomationException e) {
      throw failure("cannot clean up", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up", e);
    }
  }

  private static CommandFailure failure(String what, AutomationException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Cannot run program \"pulumi\"")) {
      message = "pulumi is not on PATH. For the local environment: eval \"$(make env)\"";
    }
    return new CommandFailure(what + ":\n" + message, e);
  }
}
