/**
 * Tenantry: many tenants' AI agents on one Kubernetes platform.
 *
 * <p>{@link dev.tenantry.Main} is what the Pulumi engine starts, {@link dev.tenantry.Platform}
 * declares a stack. Direction of imports: {@code config}, {@code naming} ← {@code kubernetes} ←
 * each domain ← {@code Platform} ← {@code Main}, {@code render}, {@code cli}.
 */
package dev.tenantry;
