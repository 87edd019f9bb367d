package dev.tenantry.conform;

/**
 * What was found about one rule.
 *
 * @param rule which
 * @param verdict whether it held
 * @param detail what was expected and seen, or why it was not checked; empty for a pass
 */
public record Finding(Rule rule, Verdict verdict, String detail) {}
