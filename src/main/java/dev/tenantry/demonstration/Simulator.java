package dev.tenantry.demonstration;

import dev.tenantry.contract.ModelSettings;
import java.util.List;
import java.util.Map;

/** The process that answers in place of a model: llm-d-inference-sim. */
final class Simulator {
  /** The name of the process and of its port. */
  static final String NAME = "inference-sim";

  static final String BASE_URL = "http://127.0.0.1:" + PlannedProcess.port(NAME) + "/v1";

  /** No name of a real model, so that no answer can be taken for one. */
  private static final String CHAT = "simulated-chat";

  private static final String EMBEDDING = "simulated-embedding";

  /** A few lines of text: answers are sentences without a meaning. */
  private static final int ANSWER_TOKENS = 200;

  private static final int SILENCE_SECONDS = 30;

  /** It ends when its last answer has, which takes it {@link #ANSWER_TOKENS} at most. */
  private static final int GRACE_SECONDS = 35;

  private Simulator() {}

  /** What an agent asks it for. */
  static ModelSettings model() {
    return new ModelSettings(CHAT, EMBEDDING, ANSWER_TOKENS, SILENCE_SECONDS);
  }

  /** Paces of a small model on one GPU, so that streaming can be seen. */
  static PlannedProcess process() {
    return new PlannedProcess(
        NAME,
        List.of(
            NAME,
            "--port",
            PlannedProcess.port(NAME),
            "--model",
            CHAT,
            "--served-model-name",
            CHAT,
            EMBEDDING,
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
            "15ms"),
        Map.of(),
        Map.of(),
        List.of(NAME),
        new PlannedProcess.Health(NAME, "/health/ready"),
        GRACE_SECONDS,
        List.of(),
        List.of());
  }
}
