package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions as one JSON file each, replaced at every step. */
final class SampleStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Fault fault;
  private final Map<String, ObjectNode> sessions = new ConcurrentHashMap<>();

  SampleStore(Path folder, Fault fault) {
    this.folder = folder;
    this.fault = fault;
  }

  /** The session, new or as it was when the process before ended; it doubles as its own lock. */
  ObjectNode session(String id) {
    return sessions.computeIfAbsent(id, this::read);
  }

  void save(ObjectNode session) throws IOException {
    if (fault != Fault.SESSIONS_IN_MEMORY) {
      write(session);
    }
  }

  /** What is left to do before the process ends. */
  void close() throws IOException {
    for (ObjectNode session : sessions.values()) {
      synchronized (session) {
        write(session);
      }
    }
  }

  private void write(ObjectNode session) throws IOException {
    Path file = file(session.path("id").asText());
    Path next = Files.write(folder.resolve(file.getFileName() + ".next"), bytes(session));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] bytes(ObjectNode session) throws IOException {
    return JSON.writeValueAsBytes(session);
  }

  private ObjectNode read(String id) {
    try {
      if (!Files.exists(file(id))) {
        ObjectNode session = JSON.createObjectNode().put("id", id);
        session.putArray("turns");
        return session;
      }
      ObjectNode session = (ObjectNode) JSON.readTree(Files.readAllBytes(file(id)));
      for (JsonNode turn : session.path("turns")) {
        boolean answered = turn.has("answer");
        if (answered && fault == Fault.FORGETS_KEYS_OF_ANSWERED
            || !answered && fault == Fault.FORGETS_KEYS_OF_BROKEN) {
          ((ObjectNode) turn).put("key", "");
        }
      }
      return session;
    } catch (IOException e) {
      throw new IllegalStateException("a session that cannot be read", e);
    }
  }

  private Path file(String id) {
    return folder.resolve("session-" + id + ".json");
  }
}
