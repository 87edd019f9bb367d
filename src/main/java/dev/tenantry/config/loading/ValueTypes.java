package dev.tenantry.config.loading;

import dev.tenantry.config.AcceleratorType;
import dev.tenantry.config.AdapterName;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.BucketName;
import dev.tenantry.config.ContextName;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.FolderPath;
import dev.tenantry.config.GroupName;
import dev.tenantry.config.HostName;
import dev.tenantry.config.IdentityName;
import dev.tenantry.config.ImageRegistry;
import dev.tenantry.config.Ipv4Address;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.KmsKey;
import dev.tenantry.config.KubernetesVersion;
import dev.tenantry.config.LabelValue;
import dev.tenantry.config.MachineType;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.ProjectNumber;
import dev.tenantry.config.Prompt;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.Region;
import dev.tenantry.config.RotationDate;
import dev.tenantry.config.Rule;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.SecretReader;
import dev.tenantry.config.SecurityGroup;
import dev.tenantry.config.ServiceAccountEmail;
import dev.tenantry.config.SqlInstance;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.ToolName;
import dev.tenantry.config.VaultPath;
import dev.tenantry.config.VaultServer;
import dev.tenantry.config.YearDay;
import dev.tenantry.config.Zone;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The value types, the rule that each one's text must keep, and how it is parsed. */
final class ValueTypes {
  private static final Map<Class<?>, ValueType> ALL =
      Map.ofEntries(
          Map.entry(TenantName.class, new ValueType(Rule.TENANT_NAME, TenantName::parse)),
          Map.entry(AgentName.class, new ValueType(Rule.AGENT_NAME, AgentName::parse)),
          Map.entry(ToolName.class, new ValueType(Rule.TOOL_NAME, ToolName::parse)),
          Map.entry(GroupName.class, new ValueType(Rule.GROUP_NAME, GroupName::parse)),
          Map.entry(Quantity.class, new ValueType(Rule.QUANTITY, Quantity::parse)),
          Map.entry(LabelValue.class, new ValueType(Rule.LABEL_VALUE, LabelValue::parse)),
          Map.entry(
              KubernetesVersion.class,
              new ValueType(Rule.KUBERNETES_VERSION, KubernetesVersion::parse)),
          Map.entry(ContextName.class, new ValueType(Rule.CONTEXT_NAME, ContextName::parse)),
          Map.entry(Ipv4Address.class, new ValueType(Rule.IPV4_ADDRESS, Ipv4Address::parse)),
          Map.entry(Ipv4Range.class, new ValueType(Rule.IPV4_RANGE, Ipv4Range::parse)),
          Map.entry(HostName.class, new ValueType(Rule.HOST_NAME, HostName::parse)),
          Map.entry(ImageRegistry.class, new ValueType(Rule.IMAGE_REGISTRY, ImageRegistry::parse)),
          Map.entry(DomainName.class, new ValueType(Rule.DOMAIN_NAME, DomainName::parse)),
          Map.entry(IdentityName.class, new ValueType(Rule.IDENTITY_NAME, IdentityName::parse)),
          Map.entry(ProjectId.class, new ValueType(Rule.PROJECT_ID, ProjectId::parse)),
          Map.entry(ProjectNumber.class, new ValueType(Rule.PROJECT_NUMBER, ProjectNumber::parse)),
          Map.entry(Region.class, new ValueType(Rule.REGION, Region::parse)),
          Map.entry(KmsKey.class, new ValueType(Rule.KMS_KEY, KmsKey::parse)),
          Map.entry(VaultServer.class, new ValueType(Rule.VAULT_SERVER, VaultServer::parse)),
          Map.entry(VaultPath.class, new ValueType(Rule.VAULT_PATH, VaultPath::parse)),
          Map.entry(SecretName.class, new ValueType(Rule.SECRET_NAME, SecretName::parse)),
          Map.entry(SecretReader.class, new ValueType(Rule.SECRET_READER, SecretReader::parse)),
          Map.entry(AdapterName.class, new ValueType(Rule.ADAPTER_NAME, AdapterName::parse)),
          Map.entry(BucketName.class, new ValueType(Rule.BUCKET_NAME, BucketName::parse)),
          Map.entry(FolderPath.class, new ValueType(Rule.FOLDER_PATH, FolderPath::parse)),
          Map.entry(ModelName.class, new ValueType(Rule.MODEL_NAME, ModelName::parse)),
          Map.entry(PinnedImage.class, new ValueType(Rule.PINNED_IMAGE, PinnedImage::parse)),
          Map.entry(SqlInstance.class, new ValueType(Rule.SQL_INSTANCE, SqlInstance::parse)),
          Map.entry(
              ServiceAccountEmail.class,
              new ValueType(Rule.SERVICE_ACCOUNT, ServiceAccountEmail::parse)),
          Map.entry(Zone.class, new ValueType(Rule.ZONE, Zone::parse)),
          Map.entry(MachineType.class, new ValueType(Rule.MACHINE_TYPE, MachineType::parse)),
          Map.entry(
              AcceleratorType.class, new ValueType(Rule.ACCELERATOR_TYPE, AcceleratorType::parse)),
          Map.entry(PoolName.class, new ValueType(Rule.POOL_NAME, PoolName::parse)),
          Map.entry(SecurityGroup.class, new ValueType(Rule.SECURITY_GROUP, SecurityGroup::parse)),
          Map.entry(RotationDate.class, new ValueType(Rule.ROTATION_DATE, RotationDate::parse)),
          Map.entry(Prompt.class, new ValueType(Rule.PROMPT, Prompt::parse)),
          Map.entry(YearDay.class, new ValueType(Rule.YEAR_DAY, YearDay::parse)));

  private ValueTypes() {}

  static Optional<ValueType> of(Class<?> type) {
    return Optional.ofNullable(ALL.get(type));
  }

  static Object parse(Class<?> type, String text) {
    return ALL.get(type).parser().apply(text);
  }

  /** What is wrong with the text, as one sentence; empty if nothing is. */
  static String problem(Class<?> type, String text) {
    try {
      if (ALL.containsKey(type)) {
        parse(type, text);
      }
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  record ValueType(Rule rule, Function<String, Object> parser) {}
}
