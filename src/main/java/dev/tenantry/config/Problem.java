package dev.tenantry.config;

/**
 * One thing that is wrong in one file.
 *
 * @param rule the broken rule
 * @param at the place in the file; the renderer finds line and column
 * @param message one sentence without the path
 * @param hint what to do about it; may be empty
 */
public record Problem(Rule rule, KeyPath at, String message, String hint) {}
