package dev.tenantry.inference;

import dev.tenantry.config.AdapterConfig;
import dev.tenantry.config.AdapterName;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.WeightsSource;
import dev.tenantry.naming.ModelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a server is told what to serve: words, never a shell.
 *
 * <p>None of them is told to run code that comes with a model, to take orders over HTTP beyond
 * requests, or to fetch anything from the Internet.
 *
 * @param command the program; empty for the image's own
 * @param args its words
 * @param environment its variables
 * @param live where it says that its process answers
 * @param ready where it says that the model is loaded and warm
 * @param metrics where it shows its metrics
 * @param waiting the metric of requests that wait
 * @param cache the metric of its cache, from 0 to 1
 */
record ServerCommand(
    List<String> command,
    List<String> args,
    SortedMap<String, String> environment,
    String live,
    String ready,
    String metrics,
    String waiting,
    String cache) {
  /** Where caches lie: the root is read-only. */
  static final String CACHE = "/cache";

  /** Seconds that a server has for the answers that it is giving. */
  static final int DRAIN_SECONDS = 120;

  /** Answers to one question; vLLM's own default is 16,384 (0.32). */
  private static final int ANSWERS_MAX = 64;

  static ServerCommand of(ModelName name, ServedModel model) {
    return switch (model.serving()) {
      case VLLM -> vllm(name, model);
      case SGLANG -> sglang(name, model);
      case NIM -> nim(name, model);
      case MANAGED -> throw new IllegalArgumentException(name + " is not served here");
    };
  }

  /** Words and variables as in vLLM 0.32 and 0.33, whose image runs {@code vllm serve}. */
  private static ServerCommand vllm(ModelName name, ServedModel model) {
    List<String> args =
        new ArrayList<>(
            List.of(
                model.weights().location(),
                "--served-model-name=" + name,
                "--host=0.0.0.0",
                "--port=" + ModelNames.SERVER_PORT,
                "--tensor-parallel-size=" + model.tensorParallel(),
                "--max-model-len=" + model.context(),
                "--gpu-memory-utilization=" + fraction(model.utilisation()),
                "--max-num-seqs=" + model.concurrency(),
                "--max-num-queued-reqs=" + model.maxQueuedRequests(),
                "--max-num-queued-tokens=" + model.maxQueuedTokens(),
                "--scheduling-policy=priority",
                "--enable-prefix-caching",
                "--prefix-caching-hash-algo=sha256",
                "--shutdown-timeout=" + DRAIN_SECONDS,
                "--disable-fastapi-docs",
                "--disable-access-log-for-endpoints=/health,/metrics"));
    args.add("--load-format=" + format(model));
    model
        .toolParser()
        .ifPresent(
            parser ->
                args.addAll(List.of("--enable-auto-tool-choice", "--tool-call-parser=" + parser)));
    args.addAll(adapters(name, model));
    SortedMap<String, String> environment = offline();
    environment.put("VLLM_CACHE_ROOT", CACHE + "/vllm");
    environment.put("VLLM_NO_USAGE_STATS", "1");
    environment.put("VLLM_MAX_N_SEQUENCES", Integer.toString(ANSWERS_MAX));
    environment.put("VLLM_MEDIA_URL_ALLOW_REDIRECTS", "0");
    return new ServerCommand(
        List.of(),
        args,
        environment,
        "/health",
        "/health",
        "/metrics",
        "vllm:num_requests_waiting",
        "vllm:kv_cache_usage_perc");
  }

  /** Never auto: where it finds no safetensors it runs what a pickled file says. */
  private static String format(ServedModel model) {
    return model.weights().from() == WeightsSource.STREAMER ? "runai_streamer" : "safetensors";
  }

  /** Loaded when the server starts; a change is a rollout, as the API that loads them is off. */
  private static List<String> adapters(ModelName name, ServedModel model) {
    if (model.adapters().isEmpty()) {
      return List.of();
    }
    int rank = model.adapters().values().stream().mapToInt(AdapterConfig::rank).max().orElseThrow();
    List<String> args =
        new ArrayList<>(
            List.of(
                "--enable-lora",
                "--max-loras=" + model.adapters().size(),
                "--max-cpu-loras=" + model.adapters().size(),
                "--max-lora-rank=" + rankStep(rank),
                "--lora-modules"));
    model.adapters().forEach((adapter, config) -> args.add(module(name, model, adapter, config)));
    return args;
  }

  /** vLLM takes 8, 16, 32, 64, 128, 256 and 320 (0.32). */
  private static int rankStep(int rank) {
    return Math.max(8, rank == 1 ? 1 : Integer.highestOneBit(rank - 1) * 2);
  }

  private static String module(
      ModelName name, ServedModel model, AdapterName adapter, AdapterConfig config) {
    String base = model.weights().location();
    String folder = base.substring(0, base.lastIndexOf('/') + 1) + config.path();
    return String.format(
        "{\"name\":\"%s\",\"path\":\"%s\",\"base_model_name\":\"%s\"}", adapter, folder, name);
  }

  /** Flags as in SGLang's "Server Arguments" (docs.sglang.io, read in November 2026). */
  private static ServerCommand sglang(ModelName name, ServedModel model) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--model-path=" + model.weights().location(),
                "--load-format=safetensors",
                "--served-model-name=" + name,
                "--host=0.0.0.0",
                "--port=" + ModelNames.SERVER_PORT,
                "--tp-size=" + model.tensorParallel(),
                "--context-length=" + model.context(),
                "--mem-fraction-static=" + fraction(model.utilisation()),
                "--max-running-requests=" + model.concurrency(),
                "--max-queued-requests=" + model.maxQueuedRequests(),
                "--enable-metrics"));
    model.toolParser().ifPresent(parser -> args.add("--tool-call-parser=" + parser));
    return new ServerCommand(
        List.of("python3", "-m", "sglang.launch_server"),
        args,
        offline(),
        "/health",
        "/health_generate",
        "/metrics",
        "sglang:num_queue_reqs",
        "sglang:token_usage");
  }

  /**
   * Variables and paths as in NIM for LLMs 2 (docs.nvidia.com, read in November 2026): a proxy
   * before vLLM, whose metrics it passes on.
   */
  private static ServerCommand nim(ModelName name, ServedModel model) {
    SortedMap<String, String> environment = offline();
    environment.put("NIM_MODEL_PATH", model.weights().location());
    environment.put("NIM_SERVED_MODEL_NAME", name.value());
    environment.put("NIM_SERVER_PORT", Integer.toString(ModelNames.SERVER_PORT));
    environment.put("NIM_CACHE_PATH", CACHE + "/nim");
    environment.put("NIM_DISABLE_MODEL_DOWNLOAD", "1");
    environment.put("DO_NOT_TRACK", "1");
    environment.put("NIM_MAX_MODEL_LEN", Integer.toString(model.context()));
    environment.put(
        "NIM_PASSTHROUGH_ARGS",
        String.join(
            " ",
            "--tensor-parallel-size=" + model.tensorParallel(),
            "--gpu-memory-utilization=" + fraction(model.utilisation()),
            "--max-num-seqs=" + model.concurrency()));
    return new ServerCommand(
        List.of(),
        List.of(),
        environment,
        "/v1/health/live",
        "/v1/health/ready",
        "/v1/metrics",
        "vllm:num_requests_waiting",
        "vllm:kv_cache_usage_perc");
  }

  private static SortedMap<String, String> offline() {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("HF_HUB_OFFLINE", "1");
    all.put("TRANSFORMERS_OFFLINE", "1");
    all.put("HOME", CACHE);
    all.put("XDG_CACHE_HOME", CACHE);
    // Nobody's number has no name, and PyTorch asks for one.
    all.put("USER", "model");
    return all;
  }

  private static String fraction(int percent) {
    return String.format(Locale.ROOT, "0.%02d", percent);
  }

  /** Whose metrics the endpoint picker reads (llm-d-router, core-metrics-extractor). */
  static String engine(ServedModel model) {
    return switch (model.serving()) {
      case SGLANG -> "sglang";
      case VLLM, NIM -> "vllm";
      case MANAGED -> throw new IllegalArgumentException("a managed model has no server");
    };
  }
}
