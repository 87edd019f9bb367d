package dev.tenantry.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code platform.yaml}: what all tenants of a stack share.
 *
 * @param cluster the cluster that the stack deploys to
 * @param tiers quota and limits of every tier: the built-in preset with the file's overrides
 * @param tenantLimits ceilings on every tenant's quota
 * @param admission what the API server lets into tenants' Namespaces
 * @param cloud the Google Cloud project of the stack
 * @param identity how ServiceAccounts act in Google Cloud
 * @param secrets where tenants' secrets are kept
 * @param database the PostgreSQL server that tenants share
 * @param data what holds for every tenant's data
 * @param gke the GKE cluster that the stack declares; empty if the cluster exists already
 * @param inference what all models on the cluster's GPUs share
 * @param models the models that agents may ask for, by name
 * @param agents what all agents share; empty if the stack declares nothing that runs them
 */
public record PlatformConfig(
    @Key(value = "The cluster that the stack deploys to.", required = true) ClusterConfig cluster,
    @Key("Overrides of the built-in tier presets, per tier; the same keys as in a tenant's file.")
        SortedMap<Tier, TierConfig> tiers,
    @Key("Ceilings that no tenant's quota may exceed. An absent key is no ceiling.")
        QuotaCeilings tenantLimits,
    @Key("What the API server lets into tenants' Namespaces.") AdmissionConfig admission,
    @Key(value = "The Google Cloud project of the stack.", required = true) CloudConfig cloud,
    @Key("How tenants' ServiceAccounts act in Google Cloud; docs/identity.md.")
        IdentityConfig identity,
    @Key("Where tenants' secrets are kept; docs/secrets.md.") SecretsConfig secrets,
    @Key("The PostgreSQL server that tenants share; docs/data.md.") DatabaseConfig database,
    @Key("What holds for every tenant's data; docs/data.md.") PlatformDataConfig data,
    @Key("The GKE cluster, if the stack declares it; docs/cluster.md.") Optional<GkeConfig> gke,
    @Key("What all models on the cluster's GPUs share; docs/inference.md.")
        InferenceConfig inference,
    @Key(
            "The models that agents may ask for, by name. The word of `serving` is the one switch"
                + " between buying a model and serving it.")
        SortedMap<ModelName, ModelConfig> models,
    @Key(
            "What all agents share. Without it tenants get everything but what runs their agents;"
                + " docs/agents.md.")
        Optional<AgentsConfig> agents) {
  /** Copies the maps and requires all tiers. */
  public PlatformConfig {
    if (!tiers.keySet().equals(EnumSet.allOf(Tier.class))) {
      throw new IllegalArgumentException("tiers must hold every tier, but has " + tiers.keySet());
    }
    tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  /** What is wrong between the models and the tenants that there are. */
  public List<Problem> modelProblems(Set<TenantName> tenants) {
    return ServedModel.strangers(models, tenants);
  }

  /** The models on GPUs of the cluster, by name. */
  public SortedMap<ModelName, ServedModel> servedModels() {
    SortedMap<ModelName, ServedModel> served = new TreeMap<>();
    models.forEach(
        (name, model) -> {
          if (model instanceof ServedModel one) {
            served.put(name, one);
          }
        });
    return Collections.unmodifiableSortedMap(served);
  }

  /** Ranges of the cluster and of endpoints in its network, by the key that names them. */
  Map<String, Ipv4Range> ownRanges() {
    Map<String, Ipv4Range> ranges = new LinkedHashMap<>(cluster.network().ranges());
    gke.ifPresent(one -> ranges.put("endpointRange", one.endpointRange()));
    return ranges;
  }

  /** Reports what is wrong between keys. */
  public void validate(KeyPath here, Problems out) {
    cluster.validate(here.key("cluster"), out);
    cloud.validate(here.key("cloud"), out);
    cloud.validateCluster(here.key("cluster").key("context"), cluster.context(), out);
    secrets.validate(here.key("secrets"), cloud.regions(), out);
    database.validate(here.key("database"), this, out);
    data.validate(here.key("data"), this, out);
    gke.ifPresent(one -> one.validate(here.key("gke"), this, out));
    models.forEach(
        (name, model) -> model.validate(here.key("models").key(name.value()), this, out));
    agents.ifPresent(one -> one.validate(here.key("agents"), this, out));
    tiers.forEach((tier, config) -> config.validate(here.key("tiers").key(tier.label()), out));
  }
}
