package dev.tenantry.conform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folders that a judged process gets: settings, secrets, data, and places to leave alone. */
final class Workplace {
  /** Words of an enum are written in small letters, as their label() says. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

  private final Path scratch;
  private final SecretFolder model;
  private final SecretFolder tls;
  private final SecretFolder queue;
  private final TreeSet<Path> own = new TreeSet<>();

  Workplace(Path scratch) throws IOException {
    this.scratch = scratch.toAbsolutePath();
    for (String folder : List.of("work", "home", "tmp", "data", "config", "secrets")) {
      Files.createDirectories(this.scratch.resolve(folder));
    }
    this.model = new SecretFolder(folder("secrets").resolve("model"));
    this.tls = new SecretFolder(folder("secrets").resolve("tls"));
    this.queue = new SecretFolder(folder("secrets").resolve("queue"));
  }

  Path folder(String name) {
    return scratch.resolve(name);
  }

  /** The settings, as JSON. */
  Path settings(Object settings) throws IOException {
    return write("agent.json", JSON.writeValueAsString(settings));
  }

  /** Settings that nobody can use. */
  Path uselessSettings() throws IOException {
    return write("useless.json", "{}");
  }

  /** Gives out a token for models, in place of the one before. */
  Path modelToken(String token) throws IOException {
    return one(model, "token", token);
  }

  /** Gives out credentials for the queue. */
  Path queueCredentials(String text) throws IOException {
    return one(queue, "user.creds", text);
  }

  /** Gives out a certificate, in place of the one before. */
  SecretFolder certificate(String chain, String key, String authority) throws IOException {
    tls.write(Map.of("tls.crt", chain, "tls.key", key, "ca.crt", authority));
    own.addAll(files("secrets"));
    return tls;
  }

  /** Writes what one start of the process printed, for whoever keeps the folder. */
  void keep(int number, AgentProcess process) {
    try {
      Path folder = Files.createDirectories(folder("output"));
      Files.write(folder.resolve(number + ".stdout"), process.out());
      Files.write(folder.resolve(number + ".stderr"), process.err());
    } catch (IOException e) {
      throw new UncheckedIOException("what the process printed cannot be kept", e);
    }
  }

  /** Files that the process left where it must write nothing. */
  List<Path> litter() throws IOException {
    List<Path> left = new ArrayList<>();
    for (String name : List.of("work", "home", "config", "secrets")) {
      left.addAll(files(name));
    }
    left.removeAll(own);
    return left.stream().map(scratch::relativize).toList();
  }

  private Path one(SecretFolder folder, String name, String text) throws IOException {
    folder.write(Map.of(name, text));
    own.addAll(files("secrets"));
    return folder.file(name);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder("config").resolve(name), text);
    own.add(file);
    return file;
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder(name))) {
      return files.filter(file -> !Files.isDirectory(file)).toList();
    }
  }
}
