package dev.tenantry.plan;

/**
 * A resource whose data go with it.
 *
 * @param owner the tenant, or {@link Owners#SHARED}
 * @param urn the engine's name of it
 * @param type its token
 * @param name its logical name
 * @param operation {@link Operation#REPLACED} or {@link Operation#DELETED}
 * @param reason what is lost
 * @param refused whether the engine refuses, as the resource is protected
 */
public record Danger(
    String owner,
    String urn,
    String type,
    String name,
    Operation operation,
    String reason,
    boolean refused) {}
