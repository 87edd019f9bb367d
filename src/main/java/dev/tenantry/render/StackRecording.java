package dev.tenantry.render;

import com.pulumi.Context;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs a program without an engine and records each resource with its inputs and options.
 *
 * <p>The SDK's mocks see inputs but no options, and silently overwrite a duplicate URN; a resource
 * transformation sees options but no serialised inputs. This class joins both and fails on
 * duplicates.
 */
public final class StackRecording {
  private static final String PROJECT = "tenantry";
  private static final String STACK_TYPE = "pulumi:pulumi:Stack";
  private static final String CLUSTER_TYPE = "gcp:container/cluster:Cluster";

  /** What Google would only know after it made the cluster; a name that nobody can own. */
  private static final String CLUSTER_ENDPOINT = "recorded.gke.invalid";

  private static final Map<String, List<String>> LATER =
      Map.of(
          "gcp:sql/databaseInstance:DatabaseInstance",
          List.of("dnsName", "pscServiceAttachmentLink"));

  private final Map<String, Map<String, Object>> inputs = new ConcurrentHashMap<>();
  private final Map<String, RecordedResource> resources = new TreeMap<>();
  private final List<String> duplicates = new ArrayList<>();

  private StackRecording() {}

  /**
   * Records what {@code program} registers.
   *
   * @param stack name of the stack
   * @param program declares the resources; called once
   * @return all resources but the stack itself, sorted by parent, then type, then name
   * @throws IllegalStateException if the program fails or registers a type and name twice
   */
  public static List<RecordedResource> of(String stack, Consumer<Context> program) {
    var recording = new StackRecording();
    var options =
        TestOptions.builder()
            .projectName(PROJECT)
            .stackName(stack)
            .resourceTransformations(List.of(recording::recordOptions))
            .build();
    try {
      PulumiTest.withOptions(options)
          .withMocks(recording::recordInputs)
          .runTest(program)
          .throwOnError();
    } finally {
      PulumiTest.cleanup();
    }
    if (!recording.duplicates.isEmpty()) {
      throw new IllegalStateException("registered more than once: " + recording.duplicates);
    }
    return recording.joined();
  }

  private CompletableFuture<Mocks.ResourceResult> recordInputs(Mocks.ResourceArgs args) {
    inputs.put(key(args.type, args.name), sorted(args.inputs));
    // An engine answers with the inputs at least; without them every Output would be empty.
    Map<String, Object> outputs = new HashMap<>(args.inputs);
    if (CLUSTER_TYPE.equals(args.type)) {
      outputs.put(
          "controlPlaneEndpointsConfig",
          Map.of("dnsEndpointConfig", Map.of("endpoint", CLUSTER_ENDPOINT)));
    }
    outputs.putAll(knownLater(args));
    return CompletableFuture.completedFuture(
        Mocks.ResourceResult.of(Optional.of(args.name + "-id"), outputs));
  }

  /** What Google makes up, and another resource is declared from. */
  private static Map<String, Object> knownLater(Mocks.ResourceArgs args) {
    return LATER.getOrDefault(args.type, List.of()).stream()
        .collect(Collectors.toMap(output -> output, output -> args.name + "." + output));
  }

  private Optional<ResourceTransformation.Result> recordOptions(ResourceTransformation.Args args) {
    Resource resource = args.resource();
    String type = resource.pulumiResourceType();
    String name = resource.pulumiResourceName();
    if (type.equals(STACK_TYPE)) {
      return Optional.empty();
    }
    var recorded =
        new RecordedResource(
            type, name, parent(args.options()), Map.of(), OptionsReport.of(args.options()));
    if (resources.put(key(type, name), recorded) != null) {
      duplicates.add(key(type, name));
    }
    return Optional.empty();
  }

  private List<RecordedResource> joined() {
    return resources.entrySet().stream()
        .map(entry -> withInputs(entry.getValue(), inputs.getOrDefault(entry.getKey(), Map.of())))
        .sorted(
            Comparator.comparing(RecordedResource::parent)
                .thenComparing(RecordedResource::type)
                .thenComparing(RecordedResource::name))
        .toList();
  }

  private static RecordedResource withInputs(
      RecordedResource resource, Map<String, Object> inputs) {
    return new RecordedResource(
        resource.type(), resource.name(), resource.parent(), inputs, resource.options());
  }

  private static String parent(ResourceOptions options) {
    return options
        .getParent()
        .filter(parent -> !parent.pulumiResourceType().equals(STACK_TYPE))
        .map(parent -> key(parent.pulumiResourceType(), parent.pulumiResourceName()))
        .orElse("");
  }

  private static String key(String type, String name) {
    return type + "::" + name;
  }

  private static Map<String, Object> sorted(Map<String, Object> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key, sortedValue(value)));
    return sorted;
  }

  @SuppressWarnings("unchecked") // the SDK serialises every nested object to a map with string keys
  private static Object sortedValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return sorted((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(StackRecording::sortedValue).toList();
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return number.longValue();
    }
    return value;
  }
}
