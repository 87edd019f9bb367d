package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Problem;
import dev.tenantry.config.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One file as a tree, and where each of its values stands.
 *
 * @param name the path from the project's root
 * @param root the tree; empty if the file cannot be read
 * @param readable whether the tree says what the file says
 * @param keys the place of each key
 * @param values the place of each value that is not a mapping
 * @param scalars the text of each scalar as written, without quotes
 */
record YamlFile(
    String name,
    ObjectNode root,
    boolean readable,
    Map<KeyPath, Place> keys,
    Map<KeyPath, Place> values,
    Map<KeyPath, String> scalars) {
  // Rules whose problem is the key, whatever its value.
  private static final Set<Rule> ABOUT_KEYS =
      Set.of(Rule.UNKNOWN_KEY, Rule.AGENT_NAME, Rule.KEY_OF_OTHER_MODE, Rule.KEY_OF_INHERITED_MODE);

  static YamlFile unreadable(String name) {
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    return new YamlFile(name, empty, false, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /** The problem with its place: the value's, else the key's, else the nearest parent's. */
  Finding locate(Problem problem) {
    KeyPath path = problem.at();
    boolean value = values.containsKey(path) && !ABOUT_KEYS.contains(problem.rule());
    Place place = value ? values.get(path) : keyOrParent(path);
    return new Finding(
        problem.rule(),
        name,
        place,
        path.toString(),
        problem.message(),
        problem.hint(),
        problem.details());
  }

  private Place keyOrParent(KeyPath path) {
    for (KeyPath at = path; ; at = at.parent()) {
      if (keys.containsKey(at)) {
        return keys.get(at);
      }
      if (at.isRoot()) {
        return Place.NONE;
      }
    }
  }
}
