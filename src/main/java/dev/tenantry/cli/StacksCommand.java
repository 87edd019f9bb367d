package dev.tenantry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.Ring;
import dev.tenantry.stacks.GitChange;
import dev.tenantry.stacks.ProjectStacks;
import dev.tenantry.stacks.StacksFailure;
import dev.tenantry.stacks.TouchedStacks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the stacks, or those that a change touches. */
@Command(
    name = "stacks",
    mixinStandardHelpOptions = true,
    description = "List the stacks with their rings, or those that a change touches.")
final class StacksCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Option(
      names = "--project",
      paramLabel = "DIR",
      defaultValue = "${sys:tenantry.project:-.}",
      description = "Folder that holds Pulumi.yaml and stacks/. Default: the checkout around you.")
  private Path project;

  @Option(names = "--ring", paramLabel = "RING", description = "Only the stacks of this ring.")
  private Optional<Ring> ring = Optional.empty();

  @Option(names = "--json", description = "Print the names as a JSON array, for a matrix of jobs.")
  private boolean json;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Change change = new Change();

  @Spec private CommandSpec spec;

  /** Where the changed files are told. */
  private static final class Change {
    @Option(
        names = "--changed-since",
        paramLabel = "REF",
        description =
            "Only the stacks that differ from the last commit in common with this branch, tag or"
                + " commit; what is not committed counts as well.")
    private Optional<String> reference = Optional.empty();

    @Option(
        names = "--changed",
        description =
            "Only the stacks that these files touch: names from the project's folder, on standard"
                + " input, one a line.")
    private boolean listed;
  }

  @Override
  public Integer call() {
    try {
      print(touched(ProjectStacks.of(project)));
      return 0;
    } catch (StacksFailure e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  /** The rows to print: a stack's ring, and by which files it is touched. */
  private SortedMap<String, List<String>> touched(ProjectStacks stacks) {
    Optional<Collection<String>> files = files();
    SortedMap<String, SortedSet<String>> touched =
        TouchedStacks.by(stacks.rings().keySet(), files.orElse(List.of()));
    SortedMap<String, List<String>> rows = new TreeMap<>();
    stacks
        .rings()
        .forEach(
            (name, own) -> {
              boolean changed = files.isEmpty() || touched.containsKey(name);
              if (changed && (ring.isEmpty() || ring.equals(own))) {
                String by = files.isEmpty() ? NONE : summary(touched.get(name));
                rows.put(name, List.of(own.map(Ring::label).orElse(NONE), by));
              }
            });
    return rows;
  }

  private Optional<Collection<String>> files() {
    if (change.listed) {
      return Optional.of(standardInput());
    }
    return change.reference.map(reference -> new GitChange(project).since(reference));
  }

  private static SortedSet<String> standardInput() {
    SortedSet<String> files = new TreeSet<>();
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank()).forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the names on standard input", e);
    }
    return files;
  }

  private static String summary(SortedSet<String> files) {
    int more = files.size() - 1;
    return files.first() + (more == 0 ? "" : " and " + more + " more");
  }

  private void print(SortedMap<String, List<String>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(array(rows.keySet()));
    } else if (rows.isEmpty()) {
      out.println("no stack");
    } else {
      Table table = new Table("STACK", "RING", "TOUCHED BY");
      rows.forEach((name, cells) -> table.row(name, cells.get(0), cells.get(1)));
      out.print(table.render());
    }
    out.flush();
  }

  private static String array(Collection<String> names) {
    try {
      return new ObjectMapper().writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot write names as JSON", e);
    }
  }
}
