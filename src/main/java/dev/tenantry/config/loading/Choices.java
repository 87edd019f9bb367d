package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Origin;
import dev.tenantry.config.Problems;
import dev.tenantry.config.Rule;
import dev.tenantry.config.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Mappings in which the word of one key decides which other keys there are. */
final class Choices {
  private Choices() {}

  /** The record that the file itself chooses; empty if it leaves the choice to a default. */
  static Optional<Slot> written(Slot slot, JsonNode node) {
    return slot.discriminator()
        .map(key -> node.path(key).asText())
        .filter(
            word -> slot.fields().get(slot.discriminator().orElseThrow()).words().contains(word))
        .map(slot::variant);
  }

  /** Whether a key of the mapping is one of another record than the chosen one. */
  static boolean isForeign(Slot slot, Slot variant, String key) {
    return slot.fields().containsKey(key)
        && !variant.fields().containsKey(key)
        && !key.equals(slot.discriminator().orElseThrow());
  }

  /**
   * The keys of a mapping whose absence can be judged.
   *
   * <p>Where nothing chooses, a default does, and defaults are complete; or none does, and then the
   * key that chooses is required itself.
   */
  static Map<String, Slot> judged(Slot slot, Optional<Slot> variant) {
    if (slot.discriminator().isEmpty()) {
      return slot.fields();
    }
    String chooser = slot.discriminator().get();
    return variant.map(Slot::fields).orElse(Map.of(chooser, slot.fields().get(chooser)));
  }

  static String sentence(String chooser, String word, String key) {
    return chooser + " " + word + " has no key " + Words.quote(key);
  }

  static String hint(Slot variant) {
    return "it knows " + Words.list(new TreeSet<>(variant.fields().keySet()));
  }

  /**
   * Reports keys of a file that do not belong to the record which a default chose.
   *
   * @param slot the mapping
   * @param at its path in the file
   * @param word what the default chose
   * @param origins where the values of the file's record come from
   */
  static void checkInherited(
      Slot slot,
      CheckedFile file,
      KeyPath at,
      String word,
      Function<KeyPath, Origin> origins,
      Problems out) {
    String chooser = slot.discriminator().orElseThrow();
    Optional<JsonNode> node = Trees.find(file.tree(), at);
    if (node.isEmpty() || node.get().has(chooser)) {
      return;
    }
    Slot variant = slot.variant(word);
    Set<String> foreign = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : node.get().properties()) {
      if (isForeign(slot, variant, field.getKey())) {
        foreign.add(field.getKey());
      }
    }
    for (String key : foreign) {
      out.addBetween(
          Rule.KEY_OF_INHERITED_MODE,
          List.of(at.key(key), at.key(chooser)),
          sentence(chooser, word, key)
              + "; "
              + chooser
              + " comes from "
              + origins.apply(at.key(chooser)).words(),
          hint(variant) + "; or write " + chooser + " as well");
    }
  }
}
