/**
 * The rules behind the engine's Analyzer protocol: what {@code pulumi --policy-pack} starts.
 *
 * <p>The only package of this module that knows the engine.
 */
package dev.tenantry.policies.analyzer;
