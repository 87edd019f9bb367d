package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.AcceleratorConfig;
import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.FitCheck;
import dev.tenantry.config.Key;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.NodePoolConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.Tier;
import dev.tenantry.config.ToolConfig;
import dev.tenantry.config.TurnConfig;
import dev.tenantry.config.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes docs/config.md from the records and the tier presets. */
final class ConfigReference {
  /** Defaults that no preset holds. */
  private static final Map<String, String> WORDS =
      Map.of(
          "ring",
          TenantConfig.DEFAULT_RING.label(),
          "as",
          SecretConfig.DEFAULT_DELIVERY.label(),
          "provider",
          "the platform's",
          "deletionPolicy",
          "the platform's");

  /** Defaults of agents and tools, which no platform without agents shows. */
  private static final Map<String, String> AGENT_WORDS =
      Map.ofEntries(
          Map.entry("agents.runner", AgentsConfig.DEFAULT_RUNNER.label()),
          Map.entry("agents.scaling", AgentsConfig.DEFAULT_SCALING.label()),
          Map.entry("agents.identityDomain", "admission.domain"),
          Map.entry("agents.<name>.image", "the platform's"),
          Map.entry("agents.<name>.model", "the platform's"),
          Map.entry("agents.<name>.worker", AgentConfig.DEFAULT_WORKER.label()),
          Map.entry("agents.<name>.turns.steps", TurnConfig.DEFAULT.steps() + ""),
          Map.entry("agents.<name>.turns.tokens", TurnConfig.DEFAULT.tokens() + ""),
          Map.entry("agents.<name>.turns.seconds", TurnConfig.DEFAULT.seconds() + ""),
          Map.entry("agents.<name>.turns.toolBytes", TurnConfig.DEFAULT.toolBytes() + ""),
          Map.entry("agents.<name>.turns.concurrent", TurnConfig.DEFAULT.concurrent() + ""),
          Map.entry("agents.<name>.turns.waiting", TurnConfig.DEFAULT.waiting() + ""),
          Map.entry("tools.<name>.seconds", ToolConfig.DEFAULT_SECONDS + ""),
          Map.entry("tools.<name>.rows", ToolConfig.DEFAULT_ROWS + ""));

  /** Defaults that depend on other keys of the platform. */
  private static final Map<String, String> PLATFORM_WORDS =
      Map.of(
          "migrator", account(ClusterDatabase.DEFAULT_MIGRATOR),
          "provisioner", account(ClusterDatabase.DEFAULT_PROVISIONER),
          "capacity", NodePoolConfig.DEFAULT_CAPACITY.label(),
          "driver", AcceleratorConfig.DEFAULT_DRIVER.label(),
          "gke.nodePools.<name>.diskGb", NodePoolConfig.DEFAULT_DISK_GB + "",
          "gke.accelerators.<name>.diskGb", AcceleratorConfig.DEFAULT_DISK_GB + "");

  /** Defaults of a model, which no platform without models shows. */
  private static final Map<String, String> MODEL_WORDS =
      Map.of(
          "tensorParallel",
          Integer.toString(ServedModel.DEFAULT_TENSOR_PARALLEL),
          "utilisation",
          Integer.toString(ServedModel.DEFAULT_UTILISATION),
          "maxQueuedRequests",
          Integer.toString(ServedModel.DEFAULT_QUEUED_REQUESTS),
          "maxQueuedTokens",
          Integer.toString(ServedModel.DEFAULT_QUEUED_TOKENS),
          "checkpoint",
          "by the catalogue",
          "fit",
          FitCheck.CHECKED.label(),
          "min",
          "1",
          "max",
          "1",
          "priority",
          "0",
          "buffer",
          "0");

  /** Keys of the platform below which a tenant's own keys stand. */
  private static final Set<String> OF_TENANTS = Set.of("tiers", "tenantLimits");

  private final ObjectNode defaults;
  private final StringBuilder out = new StringBuilder();

  private ConfigReference(PlatformConfig platform) {
    String yaml = Expansion.toYaml(platform);
    YamlFile file = YamlReader.read(SourceFile.of("presets", yaml), finding -> {});
    this.defaults = file.root();
  }

  /**
   * The page.
   *
   * @param platform a platform without overrides, for the defaults
   */
  static String of(PlatformConfig platform) {
    return new ConfigReference(platform).page();
  }

  private String page() {
    out.append(
        """
        # Configuration reference

        Generated from the configuration records; `make fix` rewrites it.

        Precedence: the tenant's file, then `tiers` of `platform.yaml`, then the built-in presets of
        `tier-presets.yaml`. `tenantry expand` prints a stack with every default filled in.
        Quantities are written as in Kubernetes (`500m`, `"4"`, `8Gi`); quote those without a unit.
        Unknown keys, repeated keys, anchors and tags are errors.

        ## A tenant: `stacks/<stack>/tenants/<tenant>.yaml`

        The file's name is the tenant's name: 1 to 30 of a-z, 0-9 and dash, first a letter.

        | Key | Type | standard | isolated | premium | Meaning |
        |---|---|---|---|---|---|
        """);
    rows(Slot.of(TenantConfig.class), KeyPath.ROOT, true);
    out.append(
        """

        ## A platform: `stacks/<stack>/platform.yaml`

        | Key | Type | Default | Meaning |
        |---|---|---|---|
        """);
    rows(Slot.of(PlatformConfig.class), KeyPath.ROOT, false);
    return out.toString();
  }

  private static String account(String id) {
    return id + "@\\<project>.iam.gserviceaccount.com";
  }

  private void rows(Slot slot, KeyPath here, boolean tenant) {
    rows(slot, here, tenant, "");
  }

  private void rows(Slot slot, KeyPath here, boolean tenant, String only) {
    slot.fields()
        .forEach((name, field) -> row(field, here.key(name), tenant, only + only(slot, name)));
  }

  /** For a key that not every word of its mapping has: which words have it. */
  private static String only(Slot slot, String name) {
    if (slot.discriminator().isEmpty() || slot.discriminator().get().equals(name)) {
      return "";
    }
    String chooser = slot.discriminator().get();
    List<String> all = slot.fields().get(chooser).words();
    List<String> having =
        all.stream().filter(word -> slot.variant(word).fields().containsKey(name)).toList();
    return having.size() == all.size()
        ? ""
        : "Only with " + chooser + " " + String.join(" or ", having) + ". ";
  }

  private void row(Slot slot, KeyPath path, boolean tenant, String only) {
    // The keys of two are the tenant's own, listed above; other maps have values only.
    boolean ofRecords = slot.isMap() && Slot.of(slot.argument(1)).isRecord();
    boolean repeated = !tenant && (slot.isMap() && !ofRecords || OF_TENANTS.contains(path.last()));
    if (slot.isRecord() && !repeated) {
      rows(slot, path, tenant, only);
      return;
    }
    Key key = slot.key().orElseThrow();
    out.append("| `").append(path).append("` | ").append(type(slot)).append(" | ");
    out.append(tenant ? tenantDefaults(slot, path) : platformDefault(slot, path, repeated));
    out.append(" | ").append(only + key.value()).append(" |\n");
    if (slot.isMap() && !repeated) {
      rows(Slot.of(slot.argument(1)), path.key("<name>"), tenant);
    } else if (slot.kind() == Slot.Kind.LIST) {
      rows(Slot.of(slot.argument(0)), path.key("[]"), tenant);
    }
  }

  private String platformDefault(Slot slot, KeyPath path, boolean repeated) {
    if (slot.key().orElseThrow().required()) {
      return "required";
    }
    if (AGENT_WORDS.containsKey(path.toString())) {
      return AGENT_WORDS.get(path.toString());
    }
    if (PLATFORM_WORDS.containsKey(path.last())) {
      return PLATFORM_WORDS.get(path.last());
    }
    if (PLATFORM_WORDS.containsKey(path.toString())) {
      return PLATFORM_WORDS.get(path.toString());
    }
    if (path.isWithin(KeyPath.of("models")) && MODEL_WORDS.containsKey(path.last())) {
      return MODEL_WORDS.get(path.last());
    }
    JsonNode value =
        Trees.find(defaults, path)
            .or(() -> Trees.find(Layers.platformDefaults(), path))
            .orElse(MissingNode.getInstance());
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    String text = slot.kind() == Slot.Kind.LIST ? String.join(", ", items) : value.asText();
    return repeated || text.isEmpty() ? "empty" : text;
  }

  private String tenantDefaults(Slot slot, KeyPath path) {
    return Stream.of(Tier.values())
        .map(tier -> tenantDefault(slot, path, tier))
        .collect(Collectors.joining(" | "));
  }

  private String tenantDefault(Slot slot, KeyPath path, Tier tier) {
    if (slot.key().orElseThrow().required()) {
      return "required";
    }
    if (AGENT_WORDS.containsKey(path.toString())) {
      return AGENT_WORDS.get(path.toString());
    }
    if (WORDS.containsKey(path.last())) {
      return WORDS.get(path.last());
    }
    return Trees.find(defaults, path.under(KeyPath.of("tiers", tier.label())))
        .or(() -> Trees.find(Layers.presets(), path.under(KeyPath.of(tier.label()))))
        .map(node -> node.asText())
        .orElse("empty");
  }

  private static String type(Slot slot) {
    if (slot.isMap() || slot.isRecord()) {
      return "mapping";
    }
    if (slot.kind() == Slot.Kind.LIST) {
      return "list of " + words(slot.argument(0));
    }
    if (!slot.words().isEmpty()) {
      return String.join(", ", slot.words());
    }
    Key key = slot.key().orElseThrow();
    if (slot.rawType() == int.class) {
      return "whole number, at least " + key.min();
    }
    boolean unit = slot.rawType() == Quantity.class && key.unit() != Unit.NONE;
    return words(slot.rawType())
        + (unit ? " of " + key.unit().name().toLowerCase(Locale.ROOT) : "");
  }

  private static String words(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
