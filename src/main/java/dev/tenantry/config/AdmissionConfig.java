package dev.tenantry.config;

import java.util.List;

/**
 * What the API server lets into tenants' Namespaces.
 *
 * @param placement which nodes tenants' pods may share
 * @param registries where images may come from
 * @param domain the parent of the tenants' own domains
 * @param deployers who may change the labels of a tenant's Namespace
 * @param runtimeClasses what a pod may name as its RuntimeClass
 * @param storageClasses what a claim may name as its StorageClass
 * @param tokenAudiences for whom a pod may ask tokens of its ServiceAccount
 * @param replicasMax the most replicas of one workload
 */
public record AdmissionConfig(
    @Key(
            "Which nodes tenants' pods may share: by-tier has node pools labelled and tainted"
                + " tenantry.dev/pool=<tier>, and pods must select theirs; shared has none.")
        NodePlacement placement,
    @Key("Registries, with a path, from which tenants' images may come.")
        List<ImageRegistry> registries,
    @Key("The parent domain: a tenant's routes lie under `<tenant>.<domain>`.") DomainName domain,
    @Key("Users and groups that may change the labels of a tenant's Namespace.")
        List<IdentityName> deployers,
    @Key("RuntimeClasses that tenants' files may allow; `gvisor` is always allowed.")
        List<LabelValue> runtimeClasses,
    @Key("StorageClasses that a volume claim may name.") List<LabelValue> storageClasses,
    @Key("Audiences for which a pod may mount a token of its ServiceAccount.")
        List<IdentityName> tokenAudiences,
    @Key(value = "The most replicas of one workload.", min = 1) int replicasMax) {
  /** Copies the lists. */
  public AdmissionConfig {
    registries = List.copyOf(registries);
    deployers = List.copyOf(deployers);
    runtimeClasses = List.copyOf(runtimeClasses);
    storageClasses = List.copyOf(storageClasses);
    tokenAudiences = List.copyOf(tokenAudiences);
  }
}
