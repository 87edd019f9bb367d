package dev.tenantry.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One secret of a tenant. Its value is in no file.
 *
 * @param readers who may read it, in the order of the file
 * @param as how their workloads get it
 * @param provider where the value is kept
 * @param rotation when it is due for a new value; empty for never
 */
public record SecretConfig(
    @Key(
            value =
                "Who may read it: `<agent>`, or `<agent>/<tool>` for a tool as used by an agent.",
            required = true)
        List<SecretReader> readers,
    @Key("How the readers' workloads get it: files follow a rotation, env does after a restart.")
        Delivery as,
    @Key("Where the value is kept; by default as `secrets.provider` of the platform says.")
        SecretProvider provider,
    @Key("When somebody is reminded to renew the value; provider google only.")
        Optional<RotationConfig> rotation) {
  /** Files change under a running pod; variables do not. */
  public static final Delivery DEFAULT_DELIVERY = Delivery.FILES;

  /** Copies the list. */
  public SecretConfig {
    readers = List.copyOf(readers);
  }

  /** Reports readers that do not exist, and what the provider cannot do. */
  void validate(
      KeyPath here, Map<AgentName, AgentConfig> agents, PlatformConfig platform, Problems out) {
    if (readers.isEmpty()) {
      String hint = "name an agent, or remove the secret";
      KeyPath list = here.key("readers");
      // The item too, so that a list whose only item was refused is not called empty as well.
      out.addBetween(
          Rule.NO_READER, List.of(list, list.item(0)), "nobody may read this secret", hint);
    }
    for (int i = 0; i < readers.size(); i++) {
      if (agents.entrySet().stream().noneMatch(is(readers.get(i)))) {
        out.add(
            Rule.UNKNOWN_READER,
            here.key("readers").item(i),
            Words.quote(readers.get(i).value()) + " is no agent of this tenant, nor a tool of one",
            "add it under agents");
      }
    }
    if (provider == SecretProvider.VAULT && platform.secrets().vault().isEmpty()) {
      String hint = "state secrets.vault in " + out.platformFile();
      out.add(Rule.VAULT_NOT_CONFIGURED, here, "the stack has no Vault server", hint);
    }
    if (provider == SecretProvider.VAULT && rotation.isPresent()) {
      String hint = "remove it; Vault has its own means";
      out.add(Rule.ROTATION_NEEDS_GOOGLE, here.key("rotation"), "Vault sends no reminders", hint);
    }
  }

  private static Predicate<Map.Entry<AgentName, AgentConfig>> is(SecretReader reader) {
    return entry ->
        entry.getKey().value().equals(reader.agent())
            && reader
                .tool()
                .map(
                    tool ->
                        entry.getValue().tools().stream().anyMatch(one -> one.value().equals(tool)))
                .orElse(true);
  }
}
