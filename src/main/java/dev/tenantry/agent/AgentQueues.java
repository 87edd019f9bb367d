package dev.tenantry.agent;

import com.pulumi.gcp.secretmanager.Secret;
import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.SecretIamMember;
import com.pulumi.gcp.secretmanager.SecretIamMemberArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.cloud.SecretReplicas;
import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.kubernetes.ExternalSecret;
import dev.tenantry.kubernetes.SecretStore;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How agents with a worker get what they sign in with to the tenant's queues: an entry in Secret
 * Manager, and what brings its value into the Namespace, as each agent's own ServiceAccount.
 *
 * <p>The value is written past this program, by whoever makes the tenant's account of NATS.
 */
final class AgentQueues {
  private static final String ACCESSOR = "roles/secretmanager.secretAccessor";

  private final Resource parent;
  private final String name;
  private final TenantAgentsArgs args;
  private final Optional<Secret> entry;
  private final Map<AgentName, Resource> deliveries = new TreeMap<>();

  AgentQueues(Resource parent, String name, TenantAgentsArgs args) {
    this.parent = parent;
    this.name = name;
    this.args = args;
    boolean needed = args.tenant().agents().values().stream().anyMatch(AgentConfig::hasWorker);
    this.entry = needed ? Optional.of(entry()) : Optional.empty();
  }

  /** What a workload waits for; empty for those without a queue. */
  List<Resource> of(Workload workload) {
    return workload.queue()
        ? List.of(deliveries.computeIfAbsent(workload.agent(), any -> delivery(workload)))
        : List.of();
  }

  private String credentialId() {
    return AgentNames.cloudQueueCredential(args.tenant().name());
  }

  private Secret entry() {
    return new Secret(
        credentialId(),
        SecretArgs.builder()
            .secretId(credentialId())
            .project(args.platform().cloud().project().value())
            .labels(CloudLabels.of(args.tenant(), args.stack()))
            .replication(SecretReplicas.of(args.platform()))
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  private Resource delivery(Workload workload) {
    Resource grant = grant(workload.account(), entry.orElseThrow());
    String object = AgentNames.queueSecret(workload.agent());
    Resource store =
        new SecretStore(
            Names.child(name, object),
            args.metadata(object).in(args.namespaceName()),
            SecretStore.Spec.google(args.platform().cloud().project().value(), workload.account()),
            after(List.of(args.accounts().get(workload.account()))));
    return new ExternalSecret(
        Names.child(name, object),
        args.metadata(object).in(args.namespaceName()),
        new ExternalSecret.Spec(
            object,
            object,
            args.platform().secrets().refreshMinutes(),
            List.of(field(AgentNames.QUEUE_CREDENTIALS), field(AgentNames.QUEUE_ACCOUNT))),
        after(List.of(grant, store)));
  }

  private ExternalSecret.Entry field(String key) {
    return new ExternalSecret.Entry(key, credentialId(), key);
  }

  private Resource grant(String account, Secret entry) {
    List<Resource> before = new ArrayList<>(List.of(entry));
    Optional.ofNullable(args.googleAccounts().get(account)).ifPresent(before::add);
    return new SecretIamMember(
        Names.child(credentialId(), account),
        SecretIamMemberArgs.builder()
            .project(args.platform().cloud().project().value())
            .secretId(credentialId())
            .role(ACCESSOR)
            .member(
                WorkloadIdentity.of(args.platform().cloud(), args.tenant().name(), account)
                    .member(args.platform().identity().mode()))
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(before).build());
  }

  private CustomResourceOptions after(List<Resource> more) {
    List<Resource> before = new ArrayList<>(List.of(args.namespace()));
    before.addAll(more);
    return CustomResourceOptions.builder().parent(parent).dependsOn(before).build();
  }
}
