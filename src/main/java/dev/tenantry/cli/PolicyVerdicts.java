package dev.tenantry.cli;

import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.PolicyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What policy packs say of a stack, gathered from the engine's events. */
final class PolicyVerdicts {
  private static final String MANDATORY = "mandatory";

  private final List<String> mandatory = new ArrayList<>();

  /** Takes one event. */
  synchronized void accept(EngineEvent event) {
    if (event.policyEvent() != null && MANDATORY.equals(event.policyEvent().enforcementLevel())) {
      mandatory.add(text(event.policyEvent()));
    }
  }

  /** Those that stop an update, for people, in order. */
  synchronized List<String> mandatory() {
    return List.copyOf(mandatory);
  }

  /** An event as people read it; empty if it is no violation. */
  static Optional<String> shown(EngineEvent event) {
    return Optional.ofNullable(event.policyEvent()).map(PolicyVerdicts::text);
  }

  /** A line with level, rule and resource, then the message, indented. */
  private static String text(PolicyEvent event) {
    String[] urn = String.valueOf(event.resourceUrn()).split("::");
    String resource = urn.length < 4 ? "" : " at " + urn[urn.length - 1] + " (" + type(urn) + ")";
    // The engine's marks of colour are not for this output.
    String message = event.message().replaceAll("<\\{%.*?%}>", "").strip();
    return event.enforcementLevel()
        + ": "
        + event.policyName()
        + resource
        + "\n"
        + message.indent(2).stripTrailing();
  }

  /** Without the types of its parents. */
  private static String type(String[] urn) {
    return urn[2].substring(urn[2].lastIndexOf('$') + 1);
  }
}
