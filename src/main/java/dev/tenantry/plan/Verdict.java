package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import dev.tenantry.policies.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A violation of a rule, with what people need to judge it.
 *
 * @param rule id of the rule
 * @param pack name of the policy pack
 * @param level what the violation does
 * @param severity how bad it is; empty for a rule of another pack
 * @param title what must hold; empty for a rule of another pack
 * @param why what happens otherwise; empty for a rule of another pack
 * @param remedy what to write instead; empty for a rule of another pack
 * @param controls where it is asked for
 * @param owner the tenant, or {@link Owners#SHARED}
 * @param urn the resource
 * @param type its token
 * @param name its logical name
 * @param message what is wrong with it, secrets masked
 */
public record Verdict(
    String rule,
    String pack,
    Level level,
    Optional<Severity> severity,
    String title,
    String why,
    String remedy,
    List<String> controls,
    String owner,
    String urn,
    String type,
    String name,
    String message) {}
