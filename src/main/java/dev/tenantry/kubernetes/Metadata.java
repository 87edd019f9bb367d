package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaPatchArgs;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.Map;
import java.util.TreeMap;

/**
 * Name, labels and owner of an object.
 *
 * <p>Every object says which stack owns it, twice: by a label, and by the field manager of its
 * server-side apply. Two stacks that declare the same object differ in the label, so the second one
 * fails with a conflict instead of taking the object over.
 *
 * @param name the physical name, from {@code naming.Names}
 * @param stack the stack that owns the object
 * @param labels the domain's own labels; the owner's are added
 */
public record Metadata(String name, String stack, Map<String, String> labels) {
  /** The plug-in takes the field manager from this annotation, for every kind. */
  private static final String FIELD_MANAGER = "pulumi.com/patchFieldManager";

  /** Adds the owner's labels. */
  public Metadata {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.MANAGED_BY, Labels.MANAGED_BY_TENANTRY);
    all.put(Labels.INSTANCE, stack);
    labels = Map.copyOf(all);
  }

  /** For an object that belongs to no Namespace. */
  public ObjectMetaArgs clusterScoped() {
    return builder().build();
  }

  /** For an object in a Namespace, on which it must depend. */
  public ObjectMetaArgs in(Output<String> namespace) {
    return builder().namespace(namespace).build();
  }

  /** As {@link #in(Output)}, with annotations besides the owner's. */
  public ObjectMetaArgs in(Output<String> namespace, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    all.putAll(annotations());
    return builder().namespace(namespace).annotations(all).build();
  }

  /** For fields of an object that Kubernetes itself creates, such as the default ServiceAccount. */
  public ObjectMetaPatchArgs patchIn(Output<String> namespace) {
    return ObjectMetaPatchArgs.builder()
        .name(name)
        .namespace(namespace)
        .labels(labels)
        .annotations(annotations())
        .build();
  }

  private ObjectMetaArgs.Builder builder() {
    return ObjectMetaArgs.builder().name(name).labels(labels).annotations(annotations());
  }

  private Map<String, String> annotations() {
    return Map.of(FIELD_MANAGER, Names.fieldManager(stack));
  }
}
