package dev.tenantry.config;

import dev.tenantry.sizing.GpuFit;
import dev.tenantry.sizing.Precision;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model on GPUs of the cluster, answered by one kind of server.
 *
 * @param serving which server
 * @param model what the catalogue of models calls it
 * @param precision in which numbers its weights are kept
 * @param checkpoint how large its files are
 * @param context tokens of the longest request with its answer
 * @param concurrency requests of that length that one replica holds at once
 * @param machine the machine type of its nodes
 * @param fit whether the sum must say that it fits
 * @param computeClass whose ladder finds such a node; empty for the first with the machine
 * @param tensorParallel GPUs of one replica
 * @param utilisation percent of each GPU's memory that the server takes
 * @param replicas fewest that stay warm, and most
 * @param image the server
 * @param weights where the files lie
 * @param toolParser how the server reads tool calls out of the model's text; empty for none
 * @param priority of its requests at the endpoint picker; more goes first
 * @param maxQueuedRequests requests that wait in one replica before it refuses more
 * @param maxQueuedTokens tokens of all waiting requests before it refuses more
 * @param buffer idle pods that keep as many nodes ready
 * @param adapters tenants' own fine-tuned weights
 */
public record ServedModel(
    @Key(value = "As of the choice.", required = true) Serving serving,
    @Key(value = "The model in the catalogue, such as llama-3.3-70b.", required = true)
        LabelValue model,
    @Key(value = "In which numbers the weights are kept.", required = true) Precision precision,
    @Key(
            value =
                "How large the files of the weights are (gcloud storage du -s): decides how long a"
                    + " start may take, and how much memory it needs.",
            unit = Unit.BYTES)
        Optional<Quantity> checkpoint,
    @Key(
            value = "Tokens of the longest request together with its answer.",
            required = true,
            min = 512,
            max = 1_048_576)
        int context,
    @Key(
            value = "Requests of that length that one replica must hold at once.",
            required = true,
            min = 1,
            max = 4096)
        int concurrency,
    @Key(value = "Machine type of its nodes, such as a3-highgpu-2g.", required = true)
        LabelValue machine,
    @Key(
            "checked: the sum of docs/models.md must say that it fits; unverified: the catalogue"
                + " does not know it, and somebody has tried.")
        FitCheck fit,
    @Key(
            "Whose ladder finds such a node: one of gke.accelerators, by default the first with"
                + " this machine; without gke the name of a ComputeClass, by default none.")
        Optional<LabelValue> computeClass,
    @Key(value = "GPUs of one replica, all in one node: 1, 2, 4 or 8.", min = 1, max = 8)
        int tensorParallel,
    @Key(value = "Percent of each GPU's memory that the server takes.", min = 50, max = 98)
        int utilisation,
    @Key("Fewest replicas, which stay warm, and most. docs/inference.md.") ReplicaRange replicas,
    @Key(value = "The server, named by its digest.", required = true) PinnedImage image,
    @Key(value = "Where the weights lie, and how they reach the server.", required = true)
        WeightsConfig weights,
    @Key(
            "How the server reads tool calls out of the model's text, such as llama3_json; without"
                + " it the model calls no tools. Not for nim, which knows by itself.")
        Optional<LabelValue> toolParser,
    @Key(value = "Priority of its requests at the endpoint picker; more goes first.", max = 100)
        int priority,
    @Key(
            value =
                "Requests that wait in one replica before it answers 503. More would"
                    + " wait longer than a caller does.",
            min = 1)
        int maxQueuedRequests,
    @Key(
            value = "Tokens of all waiting requests before a replica answers 503.",
            min = 512,
            max = 100_000_000)
        int maxQueuedTokens,
    @Key(
            value =
                "Idle pods of least priority that keep as many nodes ready, so that a new replica"
                    + " need not wait for one. Each costs a machine.",
            max = 100)
        int buffer,
    @Key("Tenants' own fine-tuned weights on top of it (LoRA), as <tenant>.<name>; vllm only.")
        SortedMap<AdapterName, AdapterConfig> adapters)
    implements ModelConfig {
  /** A model of which nothing is said needs one GPU. */
  public static final int DEFAULT_TENSOR_PARALLEL = 1;

  /** vLLM's own default moved from 90 to 92 in 0.32; stated, so that an image cannot change it. */
  public static final int DEFAULT_UTILISATION = 90;

  /** At eight answers at once and half a minute each, the last of 64 waits four minutes. */
  public static final int DEFAULT_QUEUED_REQUESTS = 64;

  /** 64 requests of 8,192 tokens. */
  public static final int DEFAULT_QUEUED_TOKENS = 524_288;

  /** Compiling, capturing CUDA graphs and warming up; assumed, not measured here. */
  private static final int WARM_UP_SECONDS = 180;

  /** A node with GPUs and a driver; assumed, not measured here. */
  private static final int NODE_SECONDS = 600;

  /** Copies the map. */
  public ServedModel {
    adapters = Collections.unmodifiableSortedMap(new TreeMap<>(adapters));
  }

  /** Bytes of its weights: as stated, else by the catalogue. */
  public long weightBytes() {
    return ModelFit.weightBytes(this).orElseThrow();
  }

  /** Seconds from the container's start to its first answer, as far as they can be predicted. */
  public int loadSeconds() {
    long speed = weights.bytesPerSecond();
    return Math.toIntExact((weightBytes() + speed - 1) / speed) + WARM_UP_SECONDS;
  }

  /** Seconds until the first answer where not even a node is there. */
  public int coldStartSeconds() {
    return loadSeconds() + NODE_SECONDS;
  }

  @Override
  public void validate(KeyPath here, PlatformConfig platform, Problems out) {
    replicas.validate(here.key("replicas"), out);
    if (replicas.max() == 0) {
      out.add(
          Rule.WITHOUT_REPLICAS,
          here.key("replicas").key("max"),
          "no replica at all would answer",
          "say at least 1, or remove the model");
    }
    if (!GpuFit.TENSOR_PARALLEL.contains(tensorParallel)) {
      out.add(
          Rule.TENSOR_PARALLEL,
          here.key("tensorParallel"),
          tensorParallel + " GPUs cannot share a model evenly",
          "use 1, 2, 4 or 8");
    } else {
      ModelFit.validate(here, this, platform.cloud().regions(), out);
    }
    validateServer(here, out);
    validatePlatform(here, platform, out);
  }

  private void validateServer(KeyPath here, Problems out) {
    if (serving != Serving.VLLM && !adapters.isEmpty()) {
      out.add(
          Rule.ADAPTERS_NEED_VLLM,
          here.key("adapters"),
          serving + " is not given tenants' adapters here",
          "use vllm, or remove them");
    }
    if (!adapters.isEmpty() && weights.from() == WeightsSource.STREAMER) {
      out.add(
          Rule.ADAPTERS_NEED_A_FOLDER,
          here.key("weights").key("from"),
          "adapters are read from a folder, and the streamer has none",
          "use gcs-fuse, hyperdisk-ml or image");
    }
    if (serving == Serving.NIM && toolParser.isPresent()) {
      out.add(
          Rule.TOOL_PARSER_OF_NIM,
          here.key("toolParser"),
          "nim chooses its parser by itself",
          "remove it");
    }
    if (serving != Serving.VLLM && weights.from() == WeightsSource.STREAMER) {
      out.add(
          Rule.STREAMER_NEEDS_VLLM,
          here.key("weights").key("from"),
          serving + " is not given a streamer here",
          "use gcs-fuse, hyperdisk-ml or image");
    }
  }

  private void validatePlatform(KeyPath here, PlatformConfig platform, Problems out) {
    if (platform.inference().pickerImage().isEmpty()) {
      out.add(
          Rule.IMAGE_MISSING,
          here.key("serving"),
          "a model on the cluster's GPUs needs an endpoint picker, whose image is not stated",
          "state inference.pickerImage");
    }
    if (platform.gke().isPresent() && platform.gke().get().acceleratorOf(this).isEmpty()) {
      out.addBetween(
          Rule.MODEL_WITHOUT_NODES,
          List.of(here.key("computeClass"), here.key("machine"), KeyPath.of("gke")),
          "no accelerator of gke"
              + computeClass.map(one -> " " + one).orElse("")
              + " has the machine "
              + machine,
          "add one with machineType: " + machine + " to gke.accelerators");
    }
    if (platform.cluster().network().controlPlaneRange().isEmpty()) {
      out.add(
          Rule.CONTROL_PLANE_RANGE_MISSING,
          here.key("serving"),
          "the endpoint picker must reach the API server, whose addresses are not stated",
          "state cluster.network.controlPlaneRange; gcloud container clusters describe shows it");
    }
  }

  /** What is wrong between the adapters and the tenants that there are. */
  static List<Problem> strangers(
      SortedMap<ModelName, ModelConfig> models, Set<TenantName> tenants) {
    return models.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof ServedModel)
        .flatMap(
            entry ->
                ((ServedModel) entry.getValue())
                    .adapters.keySet().stream()
                        .filter(one -> !tenants.contains(new TenantName(one.tenant())))
                        .map(one -> stranger(entry.getKey(), one)))
        .toList();
  }

  private static Problem stranger(ModelName model, AdapterName adapter) {
    return new Problem(
        Rule.ADAPTER_OF_NO_TENANT,
        KeyPath.of("models", model.value(), "adapters").key(adapter.value()),
        "there is no tenant " + Words.quote(adapter.tenant()),
        "an adapter's name starts with its tenant's; add the tenant's file, or remove it");
  }
}
