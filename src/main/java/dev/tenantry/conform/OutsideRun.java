package dev.tenantry.conform;

import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;

/** What can be said about an agent that runs somewhere, with a model that nobody knows here. */
final class OutsideRun {
  private final Findings findings;
  private final Mode mode;
  private final AgentDoor door;
  private final URI metrics;

  OutsideRun(Findings findings, Mode mode, URI work, URI metrics) {
    this.findings = findings;
    this.mode = mode;
    this.metrics = metrics;
    this.door = new AgentDoor(work, metrics, new ArrayList<>());
  }

  void run() throws CannotRunException, InterruptedException {
    try {
      door.probe(Door.HEALTH);
    } catch (IOException e) {
      throw new CannotRunException("nobody answers " + metrics.resolve(Door.HEALTH), e);
    }
    ProbeChecks probes = new ProbeChecks(findings, door);
    probes.ok(Rule.ALIVE, Door.HEALTH);
    probes.ok(Rule.READY, Door.READY);
    probes.ok(Rule.STARTED, Door.STARTUP);
    probes.metrics();
    if (mode == Mode.ORCHESTRATOR) {
      probes.metricsApart();
      ChatChecks chat = new ChatChecks(findings, door);
      chat.chat("");
      chat.problems();
      chat.once(phrase -> 1);
      new StreamChecks(findings, door).stream("", () -> {});
    }
  }
}
