package dev.tenantry.stacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.config.Ring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stacks that there are.
 *
 * @param rings every stack by its name, with its ring; no ring if no workflow deploys it
 */
public record ProjectStacks(SortedMap<String, Optional<Ring>> rings) {
  /** Names the stacks of each ring. */
  static final String RINGS = "stacks/rings.yaml";

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final TypeReference<Map<String, List<String>>> BY_RING = new TypeReference<>() {};

  /** Copies the map. */
  public ProjectStacks {
    rings = Collections.unmodifiableSortedMap(new TreeMap<>(rings));
  }

  /**
   * Lists the folders below {@code stacks/} and reads {@code stacks/rings.yaml}, if it is there.
   *
   * @param project the folder that holds {@code stacks/}
   * @throws StacksFailure if there is no stack, or the file names what is not there, or twice
   */
  public static ProjectStacks of(Path project) {
    SortedMap<String, Optional<Ring>> rings = new TreeMap<>();
    folders(project.resolve("stacks")).forEach(name -> rings.put(name, Optional.empty()));
    if (rings.isEmpty()) {
      throw new StacksFailure("there is no folder below stacks/, so there is no stack");
    }
    read(project.resolve(RINGS))
        .forEach((word, names) -> names.forEach(name -> put(rings, ring(word), name)));
    return new ProjectStacks(rings);
  }

  /** The stacks of one ring, by name. */
  public List<String> in(Ring ring) {
    return rings.entrySet().stream()
        .filter(one -> one.getValue().equals(Optional.of(ring)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void put(SortedMap<String, Optional<Ring>> rings, Ring ring, String name) {
    Optional<Ring> before = rings.get(name);
    if (before == null) {
      throw new StacksFailure(
          RINGS + ": " + ring + " names \"" + name + "\", but there is no folder stacks/" + name);
    }
    if (before.isPresent()) {
      throw new StacksFailure(RINGS + ": \"" + name + "\" is named twice; a stack has one ring");
    }
    rings.put(name, Optional.of(ring));
  }

  private static Ring ring(String word) {
    return Arrays.stream(Ring.values())
        .filter(ring -> ring.label().equals(word))
        .findFirst()
        .orElseThrow(() -> new StacksFailure(RINGS + ": \"" + word + "\" is no ring" + words()));
  }

  private static String words() {
    return Arrays.stream(Ring.values())
        .map(Ring::label)
        .collect(Collectors.joining(", ", ": ", ""));
  }

  private static Map<String, List<String>> read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Map.of();
    }
    try {
      return YAML.readValue(file.toFile(), BY_RING);
    } catch (JsonProcessingException e) {
      throw new StacksFailure(
          RINGS
              + ": write one line for each ring, such as \"canary: [dev]\"; "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RINGS, e);
    }
  }

  private static List<String> folders(Path stacks) {
    if (!Files.isDirectory(stacks)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(stacks)) {
      return all.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
          .map(one -> one.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list stacks/", e);
    }
  }
}
