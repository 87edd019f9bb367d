package dev.tenantry.conform;

import dev.tenantry.contract.Mode;
import java.net.URI;

/**
 * Judges agents against the contract. Each call blocks until it is done: seconds, up to minutes.
 */
public final class Conformance {
  private Conformance() {}

  /**
   * Judges a process, which is started four times and killed once.
   *
   * @throws CannotRunException if it does not start, or ends before anything can be asked
   * @throws InterruptedException if the caller is; the process is gone then
   */
  public static Report of(ProcessUnderTest subject)
      throws CannotRunException, InterruptedException {
    Findings findings = new Findings();
    try (Stage stage = Stage.open(subject)) {
      new ProcessRun(findings, stage).run();
    }
    return findings.report(subject.mode(), "the run did not come that far");
  }

  /**
   * Judges what answers at an address, by requests alone.
   *
   * @param mode that it runs in
   * @param work base of conversations, such as {@code http://host:8080}
   * @param metrics base of probes and metrics, such as {@code http://host:9090}
   * @throws CannotRunException if nobody answers the probes
   */
  public static Report of(Mode mode, URI work, URI metrics)
      throws CannotRunException, InterruptedException {
    Findings findings = new Findings();
    new OutsideRun(findings, mode, work, metrics).run();
    return findings.report(
        mode, "needs the process itself: give the command that starts it instead of an address");
  }
}
