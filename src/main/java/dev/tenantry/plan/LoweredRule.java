package dev.tenantry.plan;

import dev.tenantry.policies.Level;

/**
 * A rule that does less in this stack than the pack wants.
 *
 * @param rule its id
 * @param usual what a violation does where the stack says nothing
 * @param level what it does here
 */
public record LoweredRule(String rule, Level usual, Level level) {}
