package dev.tenantry.cli;

import dev.tenantry.demonstration.DemonstrationPlan;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The agents that the local environment says it runs.
 *
 * @param addresses base URL of each orchestrator, by {@code tenant/agent}
 */
record RunningAgents(SortedMap<String, URI> addresses) {
  /** What the local environment writes while all agents run. */
  private static final String EXPORTS = "agents.properties";

  RunningAgents {
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
  }

  /**
   * Those of a state folder.
   *
   * @throws CommandFailure if none run
   */
  static RunningAgents in(Path state) {
    Path file = state.resolve(EXPORTS);
    Properties exports = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        exports.load(reader);
      } catch (IOException e) {
        throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    RunningAgents running = parse(exports.getProperty(DemonstrationPlan.AGENTS, ""));
    if (running.addresses.isEmpty()) {
      throw new CommandFailure("no agent runs on this machine. Run: make up");
    }
    return running;
  }

  /** Reads {@code tenant/agent=URL tenant/agent=URL}. */
  static RunningAgents parse(String text) {
    SortedMap<String, URI> addresses = new TreeMap<>();
    for (String entry : text.strip().split("\\s+")) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        addresses.put(entry.substring(0, equals), URI.create(entry.substring(equals + 1)));
      }
    }
    return new RunningAgents(addresses);
  }

  /**
   * The agent of a tenant.
   *
   * @param agent which one; the first by name if the tenant has several and none is named
   * @throws CommandFailure if there is none; it lists those that there are
   */
  Map.Entry<String, URI> find(String tenant, Optional<String> agent) {
    List<Map.Entry<String, URI>> own =
        addresses.entrySet().stream().filter(one -> one.getKey().startsWith(tenant + "/")).toList();
    if (own.isEmpty()) {
      throw new CommandFailure(
          "no agent of tenant " + tenant + " runs here; tenants with one: " + tenants());
    }
    return own.stream()
        .filter(one -> agent.isEmpty() || one.getKey().equals(tenant + "/" + agent.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "agent "
                        + agent.orElseThrow()
                        + " of tenant "
                        + tenant
                        + " does not run here; it has: "
                        + agents(own)));
  }

  private String tenants() {
    return String.join(
        ", ", addresses.keySet().stream().map(key -> key.split("/")[0]).distinct().toList());
  }

  private static String agents(List<Map.Entry<String, URI>> own) {
    return String.join(", ", own.stream().map(one -> one.getKey().split("/")[1]).toList());
  }
}
