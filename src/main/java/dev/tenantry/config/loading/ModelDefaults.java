package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.FitCheck;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.Serving;
import dev.tenantry.config.WeightsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model of platform.yaml need not say, and what stands for what was refused. */
final class ModelDefaults {
  private static final String STAND_IN = "stand-in";
  private static final String SERVING = "serving";
  private static final String FROM = "from";

  private ModelDefaults() {}

  /** Fills every model; one of which not even the kind is known is left out. */
  static void fill(ObjectNode models) {
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : models.properties()) {
      ObjectNode model = (ObjectNode) entry.getValue();
      if (!model.has(SERVING)) {
        unknown.add(entry.getKey());
      } else if (model.path(SERVING).asText().equals(Serving.MANAGED.label())) {
        managed(model);
      } else {
        served(model);
      }
    }
    models.remove(unknown);
  }

  private static void managed(ObjectNode model) {
    absent(model, "provider", "vertex");
    absent(model, "model", STAND_IN);
    absent(model, "endpoint", "stand-in.invalid");
  }

  private static void served(ObjectNode model) {
    absent(model, "model", STAND_IN);
    absent(model, "precision", "bf16");
    absent(model, "context", 512);
    absent(model, "concurrency", 1);
    absent(model, "machine", STAND_IN);
    absent(model, "tensorParallel", ServedModel.DEFAULT_TENSOR_PARALLEL);
    absent(model, "fit", FitCheck.CHECKED.label());
    absent(model, "utilisation", ServedModel.DEFAULT_UTILISATION);
    ObjectNode replicas = model.withObject("/replicas");
    absent(replicas, "min", 1);
    absent(replicas, "max", Math.max(1, replicas.path("min").asInt()));
    absent(model, "image", "stand-in.invalid/image@sha256:" + "0".repeat(64));
    weights(model.withObject("/weights"));
    absent(model, "priority", 0);
    absent(model, "maxQueuedRequests", ServedModel.DEFAULT_QUEUED_REQUESTS);
    absent(model, "maxQueuedTokens", ServedModel.DEFAULT_QUEUED_TOKENS);
    absent(model, "buffer", 0);
    for (JsonNode adapter : model.path("adapters")) {
      absent((ObjectNode) adapter, "path", STAND_IN);
      absent((ObjectNode) adapter, "rank", 1);
    }
  }

  private static void weights(ObjectNode weights) {
    absent(weights, FROM, WeightsSource.IMAGE.label());
    absent(weights, "path", STAND_IN);
    absent(weights, "bucket", STAND_IN);
    absent(weights, "claim", STAND_IN);
  }

  private static void absent(ObjectNode node, String key, String value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }

  private static void absent(ObjectNode node, String key, int value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }
}
