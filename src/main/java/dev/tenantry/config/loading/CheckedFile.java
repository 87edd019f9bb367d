package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.KeyPath;
import dev.tenantry.config.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A file without the values that were refused.
 *
 * @param source the file as written
 * @param tree what remains
 * @param gaps the paths of what was taken out or is missing
 */
record CheckedFile(YamlFile source, ObjectNode tree, Set<KeyPath> gaps) {
  /** Checks the single values of a file and reports them. */
  static CheckedFile check(YamlFile file, Class<?> type, Consumer<Finding> out) {
    if (!file.readable()) {
      return new CheckedFile(file, file.root(), Set.of(KeyPath.ROOT));
    }
    List<Problem> problems = StructureCheck.check(file, type);
    problems.forEach(problem -> out.accept(file.locate(problem)));
    Set<KeyPath> gaps = problems.stream().map(Problem::at).collect(Collectors.toSet());
    Set<KeyPath> removed = gaps.stream().map(CheckedFile::wholeItem).collect(Collectors.toSet());
    return new CheckedFile(file, Trees.without(file.root(), removed), gaps);
  }

  /** Whether nothing is known about the value at {@code path}. */
  boolean isGap(KeyPath path) {
    return gaps.stream().anyMatch(gap -> path.isWithin(gap) || isInSameList(path, gap));
  }

  /** A list item that is a mapping without one of its keys is no item at all. */
  private static KeyPath wholeItem(KeyPath gap) {
    for (KeyPath path = gap; !path.isRoot(); path = path.parent()) {
      if (path.last().startsWith("[")) {
        return path;
      }
    }
    return gap;
  }

  /** A removed item shifts the others, so that the places of its list are no longer known. */
  private static boolean isInSameList(KeyPath path, KeyPath gap) {
    KeyPath item = wholeItem(gap);
    return item.last().startsWith("[")
        && path.isWithin(item.parent())
        && !path.equals(item.parent());
  }

  /** Whether the file states a usable value at {@code path}. */
  boolean has(KeyPath path) {
    return Trees.find(tree, path).isPresent();
  }
}
