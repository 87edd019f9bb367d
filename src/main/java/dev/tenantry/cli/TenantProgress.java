package dev.tenantry.cli;

import com.pulumi.automation.OperationType;
import com.pulumi.automation.events.DiagnosticEvent;
import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.StepEventMetadata;
import com.pulumi.automation.events.StepEventStateMetadata;
import dev.tenantry.plan.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an update did to each tenant, gathered from the engine's events.
 *
 * <p>A URN holds the types of its parents but not their names, so the tenant of a resource is read
 * from the parent URN in its state.
 */
final class TenantProgress {
  private final InstantSource clock;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final List<String> diagnostics = new ArrayList<>();
  private int finished;
  private int changed;

  TenantProgress(InstantSource clock) {
    this.clock = clock;
  }

  /** Resources, changes and time of one tenant. */
  static final class Tally {
    private int resources;
    private int changes;
    private Optional<Instant> started = Optional.empty();
    private Instant ended = Instant.EPOCH;

    int resources() {
      return resources;
    }

    int changes() {
      return changes;
    }

    /** From the first step that began to the last one that ended. */
    Duration time() {
      return started.map(start -> Duration.between(start, ended)).orElse(Duration.ZERO);
    }
  }

  /** Takes one event; returns the resource that just finished, if one did. */
  synchronized Optional<String> accept(EngineEvent event) {
    if (event.diagnosticEvent() != null && isForThePerson(event.diagnosticEvent())) {
      diagnostics.add(text(event.diagnosticEvent()));
    }
    PolicyVerdicts.shown(event).ifPresent(diagnostics::add);
    if (event.resourcePreEvent() != null) {
      tally(event.resourcePreEvent().metadata())
          .ifPresent(tally -> tally.started = tally.started.or(() -> Optional.of(clock.instant())));
    }
    if (event.resourceOutputsEvent() != null) {
      return Optional.of(finish(event.resourceOutputsEvent().metadata()));
    }
    return Optional.empty();
  }

  /** Not progress that the next message replaces, and not the engine's debugging. */
  private static boolean isForThePerson(DiagnosticEvent diagnostic) {
    return !Boolean.TRUE.equals(diagnostic.ephemeral()) && !diagnostic.severity().equals("debug");
  }

  /** The engine prefixes its own messages with a severity, and others with nothing. */
  private static String text(DiagnosticEvent diagnostic) {
    String prefix = diagnostic.prefix() == null ? "" : diagnostic.prefix();
    return prefix + diagnostic.message().strip();
  }

  private String finish(StepEventMetadata step) {
    finished++;
    boolean change = step.op() != OperationType.SAME;
    changed += change ? 1 : 0;
    tally(step)
        .ifPresent(
            tally -> {
              tally.resources += step.op() == OperationType.DELETE ? 0 : 1;
              tally.changes += change ? 1 : 0;
              tally.ended = clock.instant();
            });
    return step.urn().substring(step.urn().lastIndexOf("::") + 2);
  }

  /** The tally of a tenant; zeroes if no step touched it. */
  synchronized Tally of(String tenant) {
    return tallies.getOrDefault(tenant, new Tally());
  }

  /** Resources whose step ended, unchanged ones included. */
  synchronized int finished() {
    return finished;
  }

  /** Resources that were created, updated, replaced or deleted. */
  synchronized int changed() {
    return changed;
  }

  /** What the program, the engine and the plug-ins had to say, in order. */
  synchronized List<String> diagnostics() {
    return List.copyOf(diagnostics);
  }

  private Optional<Tally> tally(StepEventMetadata step) {
    StepEventStateMetadata state = step.new_() != null ? step.new_() : step.old();
    if (state == null || state.parent() == null) {
      return Optional.empty();
    }
    return Owners.ofComponent(state.parent())
        .map(tenant -> tallies.computeIfAbsent(tenant, name -> new Tally()));
  }
}
