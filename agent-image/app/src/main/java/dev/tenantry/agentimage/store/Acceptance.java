package dev.tenantry.agentimage.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What became of a request for a turn. */
public sealed interface Acceptance {
  /** It is new, or was given up before, and is the caller's to do. */
  record Begun(Lease lease) implements Acceptance {}

  /** It was done before. */
  record Finished(JsonNode result) implements Acceptance {}

  /** Somebody works on it. */
  record Running(UUID turn) implements Acceptance {}

  /** Its session has another turn in work. */
  record Busy() implements Acceptance {}

  /** There is no such session. */
  record NoSession() implements Acceptance {}
}
