package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows of a table, each of which is asserted against a recorded stack when it is written: what the
 * table says of a property is what the assertion compared.
 */
final class Hardening {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<RecordedResource> stack;
  private final List<String> rows = new ArrayList<>();

  Hardening(List<RecordedResource> stack) {
    this.stack = stack;
  }

  /** An item of a catalogue: its id there, and what it asks for. */
  Item item(String id, String asks) {
    return new Item(id, asks);
  }

  List<String> rows() {
    return List.copyOf(rows);
  }

  final class Item {
    private final String id;
    private final String asks;
    private final List<String> kept = new ArrayList<>();

    private Item(String id, String asks) {
      this.id = id;
      this.asks = asks;
    }

    /** The property at a JSON pointer of the cluster. */
    Item cluster(String pointer, Object expected) {
      return every("container/cluster:Cluster", pointer, expected);
    }

    /** The same of every pool of nodes. */
    Item pools(String pointer, Object expected) {
      return every("container/nodePool:NodePool", pointer, expected);
    }

    /** The same of every resource of a type, of which there must be one. */
    Item every(String type, String pointer, Object expected) {
      List<JsonNode> found = resources(type);
      assertThat(found).as(id + ": " + type).isNotEmpty();
      for (JsonNode one : found) {
        assertThat(one.at(pointer)).as(id + " " + type + pointer).isEqualTo(tree(expected));
      }
      return says(type, pointer.substring(1).replace('/', '.') + " = " + text(expected));
    }

    /** At least one resource of a type that is so. */
    Item some(String type, String what, Predicate<JsonNode> test) {
      assertThat(resources(type)).as(id + ": " + what).anyMatch(test);
      return says(type, what);
    }

    /** Every resource of a type is so. */
    Item all(String type, String what, Predicate<JsonNode> test) {
      assertThat(resources(type)).as(id + ": " + what).isNotEmpty().allMatch(test);
      return says(type, what);
    }

    private Item says(String type, String what) {
      kept.add(type.substring(type.indexOf(':') + 1) + ": `" + what + "`");
      return this;
    }

    /** Asserted above; ends the row. */
    void kept() {
      assertThat(kept).as(id).isNotEmpty();
      row("kept", String.join("; ", kept));
    }

    /** Kept by something that other tests prove. */
    void keptBy(String what) {
      row("kept", what);
    }

    /** Nothing that a program could keep. */
    void byHand(String why) {
      row("by hand", why);
    }

    /** There is nothing that it could hold for. */
    void notHere(String why) {
      row("not applicable", why);
    }

    /** Not kept. */
    void open(String why) {
      row("open", why);
    }

    private void row(String state, String how) {
      rows.add("| " + id + " | " + asks + " | " + state + " | " + how + " |");
    }
  }

  private List<JsonNode> resources(String type) {
    return stack.stream()
        .filter(one -> one.type().equals("gcp:" + type) || one.type().equals(type))
        .<JsonNode>map(one -> JSON.valueToTree(one.inputs()))
        .toList();
  }

  /** As the recording has it: whole numbers are long. */
  private static JsonNode tree(Object value) {
    return JSON.valueToTree(value instanceof Integer number ? number.longValue() : value);
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(Object::toString).toList())
        : value.toString();
  }
}
