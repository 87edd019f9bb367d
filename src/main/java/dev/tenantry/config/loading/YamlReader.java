package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Rule;
import dev.tenantry.config.Words;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Turns a text into a tree with places, and refuses the parts of YAML that hide meaning: anchors,
 * aliases, merge keys, tags, several documents, repeated keys and keys that are not text.
 */
final class YamlReader {
  private static final String REPEAT = "write the value at each place";

  private final SourceFile file;
  private final Consumer<Finding> out;
  private final Masks masks;
  private final Map<KeyPath, Place> keys = new HashMap<>();
  private final Map<KeyPath, Place> values = new HashMap<>();
  private final Map<KeyPath, String> scalars = new HashMap<>();

  private YamlReader(SourceFile file, Consumer<Finding> out) {
    this.file = file;
    this.out = out;
    this.masks = new Masks(file);
  }

  /** Reads the file; what is wrong is reported. */
  static YamlFile read(SourceFile file, Consumer<Finding> out) {
    return new YamlReader(file, out).read();
  }

  private YamlFile read() {
    try {
      if (!hasOnlyPlainFeatures()) {
        return YamlFile.unreadable(file.name());
      }
      Node root = yaml().compose(new StringReader(file.text()));
      if (root == null) {
        report(Rule.EMPTY_FILE, Place.NONE, "the file is empty", "copy a neighbour's file");
        return YamlFile.unreadable(file.name());
      }
      if (!(root instanceof MappingNode mapping)) {
        Place place = masks.place(root.getStartMark());
        report(Rule.WRONG_TYPE, place, "the file must be a mapping of keys", "");
        return YamlFile.unreadable(file.name());
      }
      considerMasks(root);
      keys.put(KeyPath.ROOT, masks.place(root.getStartMark()));
      ObjectNode tree = mapping(mapping, KeyPath.ROOT);
      return new YamlFile(file.name(), tree, true, keys, values, scalars);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Place place = Masks.placeInBrokenText(file, mark.getLine() + 1, mark.getColumn() + 1);
      report(Rule.SYNTAX, place, sentence(e), "");
    } catch (ReaderException e) {
      int end = Math.min(e.getPosition(), file.text().length());
      int line = (int) file.text().substring(0, end).chars().filter(c -> c == '\n').count() + 1;
      String message = String.format("the character U+%04X is not allowed", e.getCodePoint());
      report(Rule.SYNTAX, Masks.placeInBrokenText(file, line, 1), message, "");
    } catch (YAMLException e) {
      report(Rule.SYNTAX, Place.NONE, "the file is not YAML that can be read safely", "");
    }
    return YamlFile.unreadable(file.name());
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceFile.MAX_BYTES);
    return new Yaml(options);
  }

  private static String sentence(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "cannot be read" : e.getProblem();
    if (problem.contains("(TAB)")) {
      return "a tab cannot indent YAML; use spaces";
    }
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "not YAML: " + Words.printable(context + problem);
  }

  /** Looks at the raw events, because the tree has lost its anchors and explicit tags. */
  private boolean hasOnlyPlainFeatures() {
    boolean plain = true;
    int documents = 0;
    for (Event event : yaml().parse(new StringReader(file.text()))) {
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        report(Rule.MULTIPLE_DOCUMENTS, event, "a file holds one document", "remove `---`");
        plain = false;
      }
      boolean anchor = event instanceof NodeEvent node && node.getAnchor() != null;
      if (event instanceof AliasEvent || anchor) {
        report(Rule.YAML_FEATURE, event, "anchors and aliases are not used here", REPEAT);
        plain = false;
      }
      if (hasTag(event)) {
        report(Rule.YAML_FEATURE, event, "tags (!) are not used here", "remove it");
        plain = false;
      }
    }
    return plain;
  }

  private void report(Rule rule, Event event, String message, String hint) {
    Mark mark = event.getStartMark();
    Place place = Masks.placeInBrokenText(file, mark.getLine() + 1, mark.getColumn() + 1);
    report(rule, place, message, hint);
  }

  private static boolean hasTag(Event event) {
    return event instanceof ScalarEvent scalar && scalar.getTag() != null
        || event instanceof CollectionStartEvent collection && collection.getTag() != null;
  }

  private void considerMasks(Node node) {
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(this::considerMasks);
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          masks.consider(key.getValue(), tuple.getValueNode());
        }
        considerMasks(tuple.getKeyNode());
        considerMasks(tuple.getValueNode());
      }
    }
  }

  private ObjectNode mapping(MappingNode node, KeyPath here) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : node.getValue()) {
      Place place = masks.place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        report(Rule.KEY_NOT_TEXT, place, here, "a key must be text", "");
        continue;
      }
      String key = keyNode.getValue();
      if (key.equals("<<") && isPlain(keyNode)) {
        report(Rule.YAML_FEATURE, place, here, "merge keys (<<) are not used here", REPEAT);
      } else if (!scalar(keyNode).isTextual()) {
        String message = "the key " + Words.quote(key) + " is not text; write it in quotes";
        report(Rule.KEY_NOT_TEXT, place, here, message, "");
      } else if (result.has(key)) {
        int first = keys.get(here.key(key)).line();
        String message = "the key occurs twice; first in line " + first;
        report(Rule.DUPLICATE_KEY, place, here.key(key), message, "keep one of them");
      } else {
        keys.put(here.key(key), place);
        result.set(key, value(tuple.getValueNode(), here.key(key)));
      }
    }
    return result;
  }

  private JsonNode value(Node node, KeyPath here) {
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, here);
    }
    values.put(here, masks.place(node.getStartMark()));
    if (node instanceof SequenceNode sequence) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        keys.put(here.item(items.size()), masks.place(item.getStartMark()));
        items.add(value(item, here.item(items.size())));
      }
      return items;
    }
    ScalarNode scalar = (ScalarNode) node;
    scalars.put(here, scalar.getValue());
    return scalar(scalar);
  }

  private static JsonNode scalar(ScalarNode node) {
    return isPlain(node) ? Scalars.plain(node.getValue()) : TextNode.valueOf(node.getValue());
  }

  private static boolean isPlain(ScalarNode node) {
    return node.getScalarStyle() == ScalarStyle.PLAIN;
  }

  private void report(Rule rule, Place place, String message, String hint) {
    report(rule, place, KeyPath.ROOT, message, hint);
  }

  private void report(Rule rule, Place place, KeyPath path, String message, String hint) {
    out.accept(new Finding(rule, file.name(), place, path.toString(), message, hint));
  }
}
