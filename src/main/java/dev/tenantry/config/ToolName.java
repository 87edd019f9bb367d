package dev.tenantry.config;

/**
 * The name of one tool that an agent may call.
 *
 * @param value a DNS label of 1 to 20 characters that starts with a letter
 */
public record ToolName(String value) implements Comparable<ToolName> {
  /** See {@link AgentName#MAX_LENGTH}. */
  public static final int MAX_LENGTH = 20;

  /** As a JSON Schema pattern; the length is a keyword of its own. */
  public static final String PATTERN = "^" + DnsLabel.NO_WORD_AGENT + DnsLabel.PATTERN.substring(1);

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ToolName {
    DnsLabel.check("tool name", value, MAX_LENGTH);
    DnsLabel.refuseWordAgent("tool name", value);
  }

  /** As the constructor. */
  public static ToolName parse(String text) {
    return new ToolName(text);
  }

  @Override
  public int compareTo(ToolName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
