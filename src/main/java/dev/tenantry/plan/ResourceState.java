package dev.tenantry.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A resource before or after a step.
 *
 * @param parent URN of the component that it belongs to; empty if it belongs to none
 * @param isProtected whether the engine refuses to delete it
 * @param inputs what the program says, with the engine's marks for what is secret or unknown
 * @param outputs what the provider answered; an empty object before it was asked
 */
public record ResourceState(String parent, boolean isProtected, JsonNode inputs, JsonNode outputs) {
  public ResourceState {
    Objects.requireNonNull(inputs);
    Objects.requireNonNull(outputs);
  }
}
