package dev.tenantry.config.loading;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigPart;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenantry.config.AcceleratorType;
import dev.tenantry.config.AdapterName;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.BucketName;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.ContextName;
import dev.tenantry.config.Datapath;
import dev.tenantry.config.Delivery;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.FolderPath;
import dev.tenantry.config.GoogleApis;
import dev.tenantry.config.GroupName;
import dev.tenantry.config.HostName;
import dev.tenantry.config.IdentityConfig;
import dev.tenantry.config.IdentityMode;
import dev.tenantry.config.IdentityName;
import dev.tenantry.config.ImageRegistry;
import dev.tenantry.config.Ipv4Address;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.Key;
import dev.tenantry.config.KmsKey;
import dev.tenantry.config.KubernetesVersion;
import dev.tenantry.config.LabelValue;
import dev.tenantry.config.MachineType;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.ProjectNumber;
import dev.tenantry.config.Prompt;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.QuotaCeilings;
import dev.tenantry.config.QuotaConfig;
import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.config.Ring;
import dev.tenantry.config.RotationDate;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.SecretReader;
import dev.tenantry.config.SecurityGroup;
import dev.tenantry.config.ServiceAccountEmail;
import dev.tenantry.config.SqlInstance;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.Tier;
import dev.tenantry.config.ToolName;
import dev.tenantry.config.VaultPath;
import dev.tenantry.config.VaultServer;
import dev.tenantry.config.YearDay;
import dev.tenantry.config.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Makes the JSON Schemas of the files from the records. */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Class<?>, String> PATTERNS =
      Map.ofEntries(
          Map.entry(Prompt.class, Prompt.PATTERN),
          Map.entry(AgentName.class, AgentName.PATTERN),
          Map.entry(ToolName.class, ToolName.PATTERN),
          Map.entry(GroupName.class, GroupName.PATTERN),
          Map.entry(LabelValue.class, LabelValue.PATTERN),
          Map.entry(KubernetesVersion.class, KubernetesVersion.PATTERN),
          Map.entry(ContextName.class, ContextName.PATTERN),
          Map.entry(Ipv4Address.class, Ipv4Address.PATTERN),
          Map.entry(Ipv4Range.class, Ipv4Range.PATTERN),
          Map.entry(HostName.class, HostName.PATTERN),
          Map.entry(ImageRegistry.class, ImageRegistry.PATTERN),
          Map.entry(DomainName.class, DomainName.PATTERN),
          Map.entry(IdentityName.class, IdentityName.PATTERN),
          Map.entry(ProjectId.class, ProjectId.PATTERN),
          Map.entry(ProjectNumber.class, ProjectNumber.PATTERN),
          Map.entry(Region.class, Region.PATTERN),
          Map.entry(KmsKey.class, KmsKey.PATTERN),
          Map.entry(VaultServer.class, VaultServer.PATTERN),
          Map.entry(VaultPath.class, VaultPath.PATTERN),
          Map.entry(SecretName.class, SecretName.PATTERN),
          Map.entry(SecretReader.class, SecretReader.PATTERN),
          Map.entry(AdapterName.class, AdapterName.PATTERN),
          Map.entry(BucketName.class, BucketName.PATTERN),
          Map.entry(FolderPath.class, FolderPath.PATTERN),
          Map.entry(ModelName.class, ModelName.PATTERN),
          Map.entry(PinnedImage.class, PinnedImage.PATTERN),
          Map.entry(SqlInstance.class, SqlInstance.PATTERN),
          Map.entry(ServiceAccountEmail.class, ServiceAccountEmail.PATTERN),
          Map.entry(Zone.class, Zone.PATTERN),
          Map.entry(MachineType.class, MachineType.PATTERN),
          Map.entry(AcceleratorType.class, AcceleratorType.PATTERN),
          Map.entry(PoolName.class, PoolName.PATTERN),
          Map.entry(SecurityGroup.class, SecurityGroup.PATTERN),
          Map.entry(RotationDate.class, RotationDate.PATTERN),
          Map.entry(YearDay.class, YearDay.PATTERN),
          Map.entry(Quantity.class, Quantity.PATTERN));

  private static final Map<Class<?>, String> DEFAULTS =
      Map.of(
          Ring.class, TenantConfig.DEFAULT_RING.label(),
          Datapath.class, NetworkConfig.DEFAULT_DATAPATH.label(),
          GoogleApis.class, NetworkConfig.DEFAULT_GOOGLE_APIS.label(),
          Residency.class, CloudConfig.DEFAULT_RESIDENCY.label(),
          IdentityMode.class, IdentityConfig.DEFAULT_MODE.label(),
          Delivery.class, SecretConfig.DEFAULT_DELIVERY.label());

  private static final JsonSchema TENANT = compile(tenant());
  private static final JsonSchema PLATFORM = compile(platform());

  private Schemas() {}

  /** The schema of a tenant's file. */
  static String tenant() {
    return generate(TenantConfig.class, "A tenant: one file, whose name is the tenant's name.");
  }

  /** The schema of a platform's file. */
  static String platform() {
    return generate(PlatformConfig.class, "What all tenants of a stack share.");
  }

  /** Whether the schema of the named file refuses {@code tree}. */
  static boolean refuses(String file, JsonNode tree) {
    JsonSchema schema = file.endsWith("platform.yaml") ? PLATFORM : TENANT;
    return !schema.validate(tree).isEmpty();
  }

  private static JsonSchema compile(String schema) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
  }

  private static String generate(Class<?> type, String title) {
    var builder =
        new SchemaGeneratorConfigBuilder(
            JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
    builder.with(
        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.DEFINITIONS_FOR_ALL_OBJECTS);
    // Unwrapped below: the library would let an optional value be null.
    builder.without(Option.FLATTENED_OPTIONALS);
    describeKeys(builder.forFields());
    builder
        .forTypesInGeneral()
        .withPropertySorter((a, b) -> 0)
        .withCustomDefinitionProvider(Schemas::definition);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(type);
    schema.put("title", title);
    var printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(schema) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void describeKeys(SchemaGeneratorConfigPart<FieldScope> fields) {
    // Without the annotation: the tenant's name, which the file does not hold, and constants.
    fields.withIgnoreCheck(field -> !field.isFakeContainerItemScope() && key(field) == null);
    fields.withPropertyNameOverrideResolver(
        field -> key(field) == null || key(field).name().isEmpty() ? null : key(field).name());
    fields.withDescriptionResolver(field -> key(field) == null ? null : key(field).value());
    // Ceilings are written like a quota.
    fields.withTargetTypeOverridesResolver(
        field ->
            field.getType().getErasedType() == QuotaCeilings.class
                ? List.of(field.getContext().resolve(QuotaConfig.class))
                : present(field));
    fields.withRequiredCheck(field -> key(field) != null && key(field).required());
    fields.withDefaultResolver(field -> DEFAULTS.get(field.getType().getErasedType()));
    fields.withNumberInclusiveMinimumResolver(
        field -> isCount(field) ? BigDecimal.valueOf(key(field).min()) : null);
    fields.withNumberInclusiveMaximumResolver(
        field -> isCount(field) ? BigDecimal.valueOf(key(field).max()) : null);
    fields.withArrayUniqueItemsResolver(field -> field.isContainerType() ? true : null);
  }

  /** What an optional key holds where it is present. */
  private static List<ResolvedType> present(FieldScope field) {
    return field.getType().getErasedType() == Optional.class
        ? field.getType().getTypeParameters()
        : null;
  }

  private static Key key(FieldScope field) {
    return field.getAnnotation(Key.class);
  }

  private static boolean isCount(FieldScope field) {
    return field.getType().getErasedType() == int.class;
  }

  private static CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (erased == SortedMap.class) {
      return inline(map(type, context));
    }
    if (Slot.of(erased).discriminator().isPresent()) {
      return inline(ChoiceSchema.of(Slot.of(erased), context));
    }
    if (erased.isEnum()) {
      ObjectNode words = JSON.createObjectNode().put("type", "string");
      Slot.of(erased).words().forEach(words.withArray("enum")::add);
      return inline(words);
    }
    return PATTERNS.containsKey(erased) ? inline(value(erased)) : null;
  }

  private static ObjectNode map(ResolvedType type, SchemaGenerationContext context) {
    ResolvedType keys = type.getTypeParameters().get(0);
    ResolvedType values = type.getTypeParameters().get(1);
    ObjectNode map = JSON.createObjectNode().put("type", "object");
    if (keys.getErasedType() == Tier.class) {
      for (String word : Slot.of(Tier.class).words()) {
        map.withObject("/properties").set(word, context.createDefinitionReference(values));
      }
      return map.put("additionalProperties", false);
    }
    map.set("propertyNames", value(keys.getErasedType()));
    map.set("additionalProperties", context.createDefinitionReference(values));
    return map;
  }

  private static ObjectNode value(Class<?> type) {
    ObjectNode value = JSON.createObjectNode();
    if (type == Quantity.class) {
      // A whole number needs no quotes: Kubernetes reads it the same way.
      value.withArray("type").add("string").add("integer");
      value.put("minimum", 0);
    } else {
      value.put("type", "string");
    }
    if (type == AgentName.class || type == ToolName.class) {
      value.put("maxLength", AgentName.MAX_LENGTH);
    }
    if (type == GroupName.class) {
      value.put("maxLength", GroupName.MAX_LENGTH);
    }
    return value.put("pattern", PATTERNS.get(type));
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }
}
