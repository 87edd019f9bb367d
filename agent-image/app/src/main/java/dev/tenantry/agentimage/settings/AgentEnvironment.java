package dev.tenantry.agentimage.settings;

import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The container's environment variables, each read in one place.
 *
 * @param values by name
 */
public record AgentEnvironment(Map<String, String> values) {
  /** Copies the values. */
  public AgentEnvironment {
    values = Map.copyOf(values);
  }

  /** What this container is. */
  public Mode mode() {
    try {
      return Mode.parse(required(Variable.AGENT_MODE));
    } catch (IllegalArgumentException problem) {
      throw new SettingsFailure(Variable.AGENT_MODE + ": " + problem.getMessage());
    }
  }

  /**
   * A variable that must be there, or its default.
   *
   * @throws SettingsFailure if it is not set and has no default
   */
  public String required(Variable variable) {
    return optional(variable)
        .orElseThrow(
            () -> new SettingsFailure("set " + variable.name() + ": " + variable.meaning()));
  }

  /** A variable, its default, or nothing. An empty value is as good as none. */
  public Optional<String> optional(Variable variable) {
    return Optional.ofNullable(values.get(variable.name()))
        .filter(value -> !value.isBlank())
        .or(variable::defaultValue);
  }

  /** A TCP port; 0 lets the system choose. */
  public int port(Variable variable) {
    return number(variable, 0, 65_535);
  }

  /** How long the process may take to end. */
  public Duration shutdown() {
    return Duration.ofSeconds(number(Variable.SHUTDOWN_SECONDS, 1, 86_400));
  }

  /** The file of a variable whose name ends in {@code _FILE}. */
  public SecretFile secret(Variable variable) {
    return new SecretFile(Path.of(required(variable)));
  }

  /** A URI with a scheme. */
  public URI uri(Variable variable) {
    String text = required(variable);
    try {
      URI uri = URI.create(text);
      if (uri.isAbsolute()) {
        return uri;
      }
    } catch (IllegalArgumentException problem) {
      // Told below.
    }
    throw new SettingsFailure(variable + ": '" + text + "' is no URL");
  }

  private int number(Variable variable, int least, int most) {
    String text = required(variable);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException problem) {
      // Told below.
    }
    throw new SettingsFailure(
        variable + ": '" + text + "' is no number from " + least + " to " + most);
  }
}
