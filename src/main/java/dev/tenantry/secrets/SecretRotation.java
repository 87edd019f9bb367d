package dev.tenantry.secrets;

import com.pulumi.gcp.pubsub.Topic;
import com.pulumi.gcp.pubsub.TopicArgs;
import com.pulumi.gcp.pubsub.TopicIAMMember;
import com.pulumi.gcp.pubsub.TopicIAMMemberArgs;
import com.pulumi.gcp.pubsub.inputs.TopicMessageStoragePolicyArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.Region;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.Map;

/**
 * The topic on which Secret Manager says that a secret is due for a new value.
 *
 * <p>A message names the secret and never holds its value. Whoever renews values subscribes.
 */
public final class SecretRotation extends ComponentResource {
  private static final String PUBLISHER = "roles/pubsub.publisher";

  private final String topicName;
  private final TopicIAMMember publisher;

  /**
   * Declares the topic.
   *
   * @param name logical name
   * @param stack the stack that owns it
   * @param options must carry the cloud's provider
   */
  public SecretRotation(
      String name, String stack, CloudConfig cloud, ComponentResourceOptions options) {
    super(TypeTokens.SECRET_ROTATION, name, options);
    this.topicName = "projects/" + cloud.project() + "/topics/" + Names.ROTATION_TOPIC;
    this.publisher = publisher(name, cloud, topic(name, stack, cloud));
    registerOutputs(Map.of());
  }

  /** The topic's full name. */
  String topicName() {
    return topicName;
  }

  /** What a secret must wait for: Google refuses a topic on which it may not publish. */
  Resource ready() {
    return publisher;
  }

  private Topic topic(String name, String stack, CloudConfig cloud) {
    return new Topic(
        Names.child(name, "topic"),
        TopicArgs.builder()
            .name(Names.ROTATION_TOPIC)
            .project(cloud.project().value())
            .labels(CloudLabels.ofPlatform(stack))
            .messageStoragePolicy(
                TopicMessageStoragePolicyArgs.builder()
                    .allowedPersistenceRegions(cloud.regions().stream().map(Region::value).toList())
                    .build())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private TopicIAMMember publisher(String name, CloudConfig cloud, Topic topic) {
    String agent =
        "serviceAccount:service-"
            + cloud.projectNumber()
            + "@gcp-sa-secretmanager.iam.gserviceaccount.com";
    return new TopicIAMMember(
        Names.child(name, "publisher"),
        TopicIAMMemberArgs.builder()
            .topic(Names.ROTATION_TOPIC)
            .project(cloud.project().value())
            .role(PUBLISHER)
            .member(agent)
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(topic).build());
  }
}
