package dev.tenantry.config;

/**
 * The name of one agent of a tenant.
 *
 * <p>Names derived from it are {@code agent-<agent>} and {@code agent-<agent>-tool-<tool>}, in a
 * stack {@code <tenant>-agent-<agent>…}. They are different for different tenants, agents and tools
 * because an agent's name holds no word {@code tool} after its first, and neither name holds the
 * word {@code agent}: the first {@code -tool-} after the last {@code -agent-} ends the agent's
 * name.
 *
 * @param value a DNS label of 1 to 20 characters that starts with a letter
 */
public record AgentName(String value) implements Comparable<AgentName> {
  /** With a tool's 20 and the fixed words, derived names have at most 52 of 63 characters. */
  public static final int MAX_LENGTH = 20;

  /** As a JSON Schema pattern; the length is a keyword of its own. */
  public static final String PATTERN =
      "^(?!default$)(?!.*-tool(-|$))" + DnsLabel.NO_WORD_AGENT + DnsLabel.PATTERN.substring(1);

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public AgentName {
    DnsLabel.check("agent name", value, MAX_LENGTH);
    DnsLabel.refuseWordAgent("agent name", value);
    if (value.equals("default")) {
      throw new IllegalArgumentException(
          "agent name \"default\" is reserved: it reads like the namespace's own account");
    }
    if ((value + "-").contains("-tool-")) {
      throw new IllegalArgumentException(
          "agent name "
              + Words.quote(value)
              + " has the word \"tool\", which separates agent and tool in derived names");
    }
  }

  /** As the constructor. */
  public static AgentName parse(String text) {
    return new AgentName(text);
  }

  @Override
  public int compareTo(AgentName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
