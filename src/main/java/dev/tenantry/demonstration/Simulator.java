package dev.tenantry.demonstration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The process that answers in place of a model: llm-d-inference-sim. */
final class Simulator {
  /** The name of the process and of its port. */
  static final String NAME = "inference-sim";

  /** No name of a real model, so that no answer can be taken for one. */
  private static final String ALL = "simulated";

  static final String BASE_URL = "http://127.0.0.1:" + PlannedProcess.port(NAME) + "/v1";

  /** It ends when its last answer has, which takes half a minute at most. */
  private static final int GRACE_SECONDS = 35;

  private Simulator() {}

  /**
   * Paces of a small model on one GPU, so that streaming can be seen.
   *
   * @param models that it is asked for: the stack's own names, so that agents are told here what
   *     pods are told
   */
  static PlannedProcess process(Set<String> models) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(NAME, "--port", PlannedProcess.port(NAME), "--model", ALL, "--served-model-name"));
    command.addAll(models);
    command.addAll(
        List.of(
            "--mode",
            "random",
            // Without it the program asks a model hub for the model's name.
            "--force-dummy-tokenizer",
            "--max-model-len",
            "32768",
            "--max-num-seqs",
            "32",
            "--time-to-first-token",
            "150ms",
            "--inter-token-latency",
            "15ms"));
    return new PlannedProcess(
        NAME,
        command,
        Map.of(),
        Map.of(),
        List.of(NAME),
        new PlannedProcess.Health(NAME, "/health/ready"),
        GRACE_SECONDS,
        List.of(),
        List.of());
  }
}
