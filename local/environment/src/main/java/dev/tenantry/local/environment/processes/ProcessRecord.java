package dev.tenantry.local.environment.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A started process. Pid, start time and boot together name one process for ever: a recycled pid
 * has another start time.
 *
 * @param startTicks field 22 of /proc/PID/stat
 * @param grace how long it may take to end before it is killed
 */
public record ProcessRecord(
    String name,
    long pid,
    long startTicks,
    String bootId,
    int port,
    Instant startedAt,
    StopSignal stopSignal,
    Duration grace) {

  Map<String, String> toFacts() {
    return Map.of(
        "name", name,
        "pid", Long.toString(pid),
        "startTicks", Long.toString(startTicks),
        "bootId", bootId,
        "port", Integer.toString(port),
        "startedAt", startedAt.toString(),
        "stopSignal", stopSignal.name(),
        "graceSeconds", Long.toString(grace.toSeconds()));
  }

  static ProcessRecord fromFacts(Map<String, String> facts) {
    return new ProcessRecord(
        facts.get("name"),
        Long.parseLong(facts.get("pid")),
        Long.parseLong(facts.get("startTicks")),
        facts.get("bootId"),
        Integer.parseInt(facts.get("port")),
        Instant.parse(facts.get("startedAt")),
        StopSignal.valueOf(facts.get("stopSignal")),
        graceOf(facts));
  }

  /** A record of an earlier version of this program has none. */
  private static Duration graceOf(Map<String, String> facts) {
    String seconds = facts.get("graceSeconds");
    return seconds == null ? Launch.ORDERLY_END : Duration.ofSeconds(Long.parseLong(seconds));
  }
}
