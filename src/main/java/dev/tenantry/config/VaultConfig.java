package dev.tenantry.config;

/**
 * The Vault server of a stack.
 *
 * @param server its address
 * @param mount the key-value engine of version 2 that holds the tenants' secrets
 * @param authMount the Kubernetes authentication method that knows the stack's cluster
 */
public record VaultConfig(
    @Key(value = "Address of the Vault server.", required = true) VaultServer server,
    @Key(value = "Mount of the key-value engine, version 2.", required = true) VaultPath mount,
    @Key(
            value = "Mount of the Kubernetes authentication method that knows the cluster.",
            required = true)
        VaultPath authMount) {}
