package dev.tenantry.plan;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked and answered about a stack.
 *
 * @param stack the stack's name
 * @param source who answered
 * @param finished false if the answer stopped half-way
 * @param packs versions by name of the policy packs that were asked
 * @param steps of all resources, unchanged ones included
 * @param reports of the policy packs
 * @param remarks in the order in which they were made
 */
public record Preview(
    String stack,
    Source source,
    boolean finished,
    SortedMap<String, String> packs,
    List<Step> steps,
    List<Report> reports,
    List<Remark> remarks) {
  public Preview {
    packs = new TreeMap<>(packs);
    steps = Step.joined(steps);
    reports = List.copyOf(reports);
    remarks = List.copyOf(remarks);
  }

  /** Nothing is known but why. */
  public static Preview failed(String stack, Source source, String reason) {
    return new Preview(
        stack,
        source,
        false,
        new TreeMap<>(Map.of()),
        List.of(),
        List.of(),
        List.of(new Remark(Remark.Kind.ERROR, "", reason)));
  }
}
