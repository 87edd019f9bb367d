package dev.tenantry.local.environment.tools;

import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.state.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for tools on PATH; asks each file for its version only once. */
public final class PathSearch {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private final Map<String, String> variables;
  private final Settings knownAnswers;

  public PathSearch(Map<String, String> variables, Settings knownAnswers) {
    this.variables = variables;
    this.knownAnswers = knownAnswers;
  }

  /** The whole set from the first folder that has all of it, new enough. */
  Optional<List<LocatedTool>> find(List<PinnedTool> set) {
    return folders().stream()
        .map(folder -> inFolder(folder, set))
        .filter(found -> found.size() == set.size())
        .findFirst();
  }

  /** The first executable file of that name. */
  public Optional<Path> first(String name) {
    return folders().stream().map(f -> f.resolve(name)).filter(PathSearch::isProgram).findFirst();
  }

  /** PATH without the bin folders of Tenantry's own environments: those hold links to tools. */
  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    for (String entry : variables.getOrDefault("PATH", "").split(":")) {
      Path folder = Path.of(entry);
      if (!entry.isEmpty() && !BinFolder.isOne(folder)) {
        folders.add(folder.toAbsolutePath());
      }
    }
    return folders;
  }

  private List<LocatedTool> inFolder(Path folder, List<PinnedTool> set) {
    if (!set.stream().allMatch(tool -> isProgram(folder.resolve(tool.name())))) {
      return List.of();
    }
    List<LocatedTool> found = new ArrayList<>();
    for (PinnedTool tool : set) {
      Path file = folder.resolve(tool.name());
      String answer = answer(file, tool.versionArguments());
      if (tool.accepts(answer)) {
        String version = Version.firstIn(answer).map(v -> "v" + v).orElse("");
        found.add(new LocatedTool(tool.name(), file, LocatedTool.Origin.PATH, version));
      }
    }
    return found;
  }

  private String answer(Path file, List<String> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    Map<String, String> answers = new HashMap<>(knownAnswers.read());
    String fingerprint = fingerprint(file);
    if (!answers.containsKey(fingerprint)) {
      List<String> words = new ArrayList<>(List.of(file.toString()));
      words.addAll(arguments);
      answers.put(fingerprint, new Command(words, variables).run(ANSWER_LIMIT).output().strip());
      knownAnswers.write(answers);
    }
    return answers.get(fingerprint);
  }

  private static String fingerprint(Path file) {
    try {
      Path real = file.toRealPath();
      return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
