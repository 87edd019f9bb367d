package dev.tenantry.config.loading;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration of a stack cannot be used. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Transient because exceptions are serializable and findings need not be.
  private final transient List<Finding> problems;

  ConfigException(List<Finding> problems) {
    super(render(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem of every file, sorted by file, line and column; each occurs once. */
  public List<Finding> problems() {
    return problems;
  }

  /** The text for the terminal, with the source lines and a count at the end. */
  public String render() {
    return render(problems);
  }

  private static String render(List<Finding> problems) {
    int count = problems.size();
    return problems.stream().map(Finding::render).collect(Collectors.joining())
        + count
        + (count == 1 ? " problem" : " problems")
        + "\n";
  }
}
