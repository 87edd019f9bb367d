package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.Map;
import java.util.Optional;

/** Parameters of PostgreSQL in an instance's settings. */
final class SqlFlags {
  private SqlFlags() {}

  /** Reports each flag that is known to be another, or not to be there. */
  static void require(Map<String, String> wanted, Resource instance, Findings findings) {
    wanted.forEach((name, value) -> require(name, value, instance, findings));
  }

  private static void require(String name, String wanted, Resource instance, Findings findings) {
    Value flags = instance.at("settings.databaseFlags");
    Answer right = flags.any(flag -> flag.at("name").is(name).and(flag.at("value").is(wanted)));
    Optional<Value> said =
        flags.items().stream()
            .filter(flag -> flag.at("name").is(name) == Answer.YES)
            .map(flag -> flag.at("value"))
            .findFirst();
    findings.require(
        right,
        instance,
        "flag "
            + name
            + " is "
            + said.map(Value::shown).orElse("absent")
            + "; it must be "
            + wanted);
  }
}
