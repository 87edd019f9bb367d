package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.AcceleratorConfig;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.DataConfig;
import dev.tenantry.config.DatabaseConfig;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.GrantedQuotas;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.NodePoolConfig;
import dev.tenantry.config.Origin;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Problems;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretsConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Lays a tenant's file over the platform's tiers, and those over the built-in presets.
 *
 * <p>A stand-in takes the place of a refused value, so that the rules between the other values can
 * still be checked.
 */
final class Layers {
  private static final String PRESETS = "/dev/tenantry/config/tier-presets.yaml";
  private static final String DEFAULTS = "/dev/tenantry/config/platform-defaults.yaml";

  private static final String POLICY = "deletionPolicy";

  private final CheckedFile platform;
  private final ObjectNode presets;

  Layers(CheckedFile platform) {
    this.platform = platform;
    this.presets = presets();
  }

  /** The platform's record; right as far as the file is. */
  PlatformConfig platform() {
    ObjectNode standIns = builtIn(DEFAULTS);
    standIns
        .putObject("cluster")
        .put("context", "stand-in")
        .put("kubernetesVersion", "v1.35")
        .putObject("dns")
        .put("serviceAddress", "10.96.0.10");
    // Documentation addresses, so that no tenant's range can meet a stand-in.
    standIns
        .withObject("/cluster/network")
        .put("datapath", NetworkConfig.DEFAULT_DATAPATH.label())
        .put("nodeRange", "192.0.2.0/28")
        .put("podRange", "192.0.2.16/28")
        .put("serviceRange", "192.0.2.32/28")
        .put("googleApis", NetworkConfig.DEFAULT_GOOGLE_APIS.label());
    standIns
        .putObject("cloud")
        .put("project", "stand-in")
        .put("projectNumber", "1")
        .put("residency", CloudConfig.DEFAULT_RESIDENCY.label())
        .putObject("quotas")
        .put("serviceAccounts", GrantedQuotas.DEFAULT_SERVICE_ACCOUNTS);
    ObjectNode tiers = presets.deepCopy();
    tiers.forEach(tier -> tier.<ObjectNode>withObject("/data").put(POLICY, deletionPolicy()));
    standIns.set("tiers", tiers);
    DatabaseDefaults.fill(standIns.withObject("/database"), platform.tree());
    ObjectNode tree = Trees.merge(standIns, platform.tree());
    fillPools(tree.path("gke"));
    ModelDefaults.fill(tree.withObject("/models"));
    AgentDefaults.fillPlatform(tree);
    return RecordBinder.bind(PlatformConfig.class, tree);
  }

  private static void fillPools(JsonNode gke) {
    gke.path("nodePools")
        .forEach(
            pool ->
                fillPool((ObjectNode) pool)
                    .put("capacity", or(pool, "capacity", NodePoolConfig.DEFAULT_CAPACITY + ""))
                    .put("diskGb", pool.path("diskGb").asInt(NodePoolConfig.DEFAULT_DISK_GB)));
    gke.path("accelerators")
        .forEach(
            pool ->
                fillPool((ObjectNode) pool)
                    .put("type", or(pool, "type", "nvidia-stand-in"))
                    .put("count", pool.path("count").asInt(1))
                    .put("driver", or(pool, "driver", AcceleratorConfig.DEFAULT_DRIVER + ""))
                    .put("diskGb", pool.path("diskGb").asInt(AcceleratorConfig.DEFAULT_DISK_GB)));
    gke.path("maintenance")
        .path("exclusions")
        .forEach(
            one ->
                ((ObjectNode) one)
                    .put("from", or(one, "from", "2026-01-01"))
                    .put("until", or(one, "until", "2026-01-02")));
  }

  private static ObjectNode fillPool(ObjectNode pool) {
    ObjectNode nodes = pool.withObject("/nodes");
    nodes.put("min", nodes.path("min").asInt(0)).put("max", nodes.path("max").asInt(1));
    return pool.put("machineType", or(pool, "machineType", "stand-in-1"));
  }

  private static String or(JsonNode node, String key, String otherwise) {
    return node.path(key).asText(otherwise);
  }

  private String deletionPolicy() {
    return platform.tree().path("data").path(POLICY).asText(DeletionPolicy.DEFAULT.label());
  }

  /** Reports keys of the platform's file that belong to another choice than the default. */
  void checkChoices(PlatformConfig bound, Problems out) {
    Choices.checkInherited(
        Slot.of(DatabaseConfig.class),
        platform,
        KeyPath.of("database"),
        bound.database().runner().label(),
        this::platformOrigin,
        out);
    bound
        .tiers()
        .forEach(
            (tier, config) ->
                Choices.checkInherited(
                    Slot.of(DataConfig.class),
                    platform,
                    KeyPath.of("tiers", tier.label(), "data"),
                    config.data().mode().label(),
                    this::platformOrigin,
                    out));
  }

  /** The same of a tenant's file. */
  void checkChoices(CheckedFile file, TenantConfig bound, Problems out) {
    Choices.checkInherited(
        Slot.of(DataConfig.class),
        file,
        KeyPath.of("data"),
        bound.data().mode().label(),
        path -> tenantOrigin(file, path),
        out);
  }

  /** Where a value of the platform's record comes from. */
  Origin platformOrigin(KeyPath path) {
    if (platform.isGap(path)) {
      return Origin.STAND_IN;
    }
    if (platform.has(path)) {
      return Origin.WRITTEN;
    }
    return path.isWithin(KeyPath.of("tiers"))
        ? preset(path.segments().get(1))
        : Origin.inherited("the built-in defaults");
  }

  /** The tenant's record; right as far as the files are. */
  TenantConfig tenant(CheckedFile tenant, TenantName name) {
    String tier = tierOf(tenant);
    ObjectNode base = object();
    base.put("tier", tier);
    base.put("costCentre", "stand-in");
    base.put("ring", TenantConfig.DEFAULT_RING.label());
    base.setAll(((ObjectNode) presets.get(tier)).deepCopy());
    base.withObject("/data").put(POLICY, deletionPolicy());
    ObjectNode overrides =
        Trees.find(platform.tree(), KeyPath.of("tiers", tier))
            .map(ObjectNode.class::cast)
            .orElseGet(Layers::object);
    ObjectNode tree = Trees.merge(Trees.merge(base, overrides), tenant.tree());
    tree.path("secrets").forEach(secret -> fillSecret((ObjectNode) secret));
    AgentDefaults.fillTenant(tree);
    return RecordBinder.bind(TenantConfig.class, tree, name);
  }

  private void fillSecret(ObjectNode secret) {
    String provider =
        platform
            .tree()
            .path("secrets")
            .path("provider")
            .asText(SecretsConfig.DEFAULT_PROVIDER.label());
    secret.put("as", secret.path("as").asText(SecretConfig.DEFAULT_DELIVERY.label()));
    secret.put("provider", secret.path("provider").asText(provider));
  }

  /** Where a value of the tenant's record comes from. */
  Origin tenantOrigin(CheckedFile tenant, KeyPath path) {
    if (tenant.isGap(path)) {
      return Origin.STAND_IN;
    }
    if (tenant.has(path)) {
      return Origin.WRITTEN;
    }
    String tier = tierOf(tenant);
    KeyPath override = path.under(KeyPath.of("tiers", tier));
    if (tenant.isGap(KeyPath.of("tier")) || platform.isGap(override)) {
      return Origin.STAND_IN;
    }
    return platform.has(override)
        ? Origin.inherited("tiers." + tier + " in " + platform.source().name())
        : preset(tier);
  }

  private static String tierOf(CheckedFile tenant) {
    return tenant.tree().path("tier").asText(Tier.STANDARD.label());
  }

  private static Origin preset(String tier) {
    return Origin.inherited("the preset of tier " + tier);
  }

  /** What a platform's file need not say. */
  static ObjectNode platformDefaults() {
    return builtIn(DEFAULTS);
  }

  /** The built-in presets of all tiers, with the defaults of every choice. */
  static ObjectNode presets() {
    return builtIn(PRESETS);
  }

  private static ObjectNode builtIn(String name) {
    try (InputStream in = Layers.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      YamlFile file =
          YamlReader.read(
              SourceFile.of(name, text),
              finding -> {
                throw new IllegalStateException(finding.render());
              });
      return file.root();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
