package dev.tenantry.local.environment.kinds;

import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.state.FolderLock;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The definitions of pinned modules, each fetched once per pin into the cache folder. */
public final class Definitions {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String NAME = "  name: ";

  private final Path tools;
  private final Path cache;
  private final Map<String, String> variables;
  private final Console console;

  /**
   * Fetches with these folders.
   *
   * @param tools the checkout's folder local/tools
   * @param cache the cache folder, shared by all checkouts
   */
  public Definitions(Path tools, Path cache, Map<String, String> variables, Console console) {
    this.tools = tools;
    this.cache = cache.resolve("crds");
    this.variables = goVariables(variables);
    this.console = console;
  }

  private static Map<String, String> goVariables(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>(variables);
    own.put("GOWORK", "off");
    own.remove("GOFLAGS");
    return own;
  }

  /** The text of each definition by the name of its kind; fetches what is not there. */
  public SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>();
    for (PinnedModule module : PinnedModule.all(tools)) {
      try (Stream<Path> files = Files.list(folder(module))) {
        for (Path file : files.toList()) {
          String text = Files.readString(file);
          all.put(name(text), text);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** The one name at the depth of the metadata. */
  private static String name(String definition) {
    return definition
        .lines()
        .filter(line -> line.startsWith(NAME))
        .map(line -> line.substring(NAME.length()).strip())
        .findFirst()
        .orElseThrow(() -> new Failure("a definition without a name"));
  }

  private Path folder(PinnedModule module) {
    Path folder = cache.resolve(key(module));
    if (!Files.exists(folder)) {
      FolderLock.whileHeld(
          folder.resolveSibling(folder.getFileName() + ".lock"),
          () -> console.line("  " + module.name() + ": waiting for another fetch of it"),
          () -> {
            if (!Files.exists(folder)) {
              console.phase("fetched " + module.name(), () -> fetch(module, folder));
            }
          });
    }
    return folder;
  }

  /** Checksum and folder decide the content. */
  private static String key(PinnedModule module) {
    String pin = Integer.toHexString((module.checksum() + " " + module.folder()).hashCode());
    return module.name() + "-" + module.version() + "-" + pin;
  }

  private String fetch(PinnedModule module, Path folder) {
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    try {
      StateFolder.deleteTree(draft);
      Files.createDirectories(draft);
      console.progress(module.name() + ": fetching " + module.atVersion());
      Path source = download(module, draft).resolve(module.folder());
      int kinds = 0;
      try (Stream<Path> files = Files.list(source)) {
        for (Path file : files.sorted().toList()) {
          if (Files.readString(file).contains("\nkind: CustomResourceDefinition\n")) {
            // Files of the module cache are read-only; a copy's bytes are what counts.
            Files.write(draft.resolve(file.getFileName()), Files.readAllBytes(file));
            kinds++;
          }
        }
      }
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return module.version() + ", " + kinds + " kinds";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The module's folder in Go's own cache, after its checksum was compared with the pin. */
  private Path download(PinnedModule module, Path folder) {
    List<String> words = List.of("go", "mod", "download", "-json", module.atVersion());
    Outcome outcome = new Command(words, variables).run(LIMIT, "", folder);
    if (!outcome.succeeded()) {
      throw new Failure(
          "fetching the kinds of " + module.name() + " failed:\n" + outcome.output().strip());
    }
    String checksum = field(outcome.output(), "Sum");
    if (!checksum.equals(module.checksum())) {
      throw new Failure(
          module.atVersion()
              + " has checksum "
              + checksum
              + ", but local/tools/crds/modules.lock has "
              + module.checksum());
    }
    return Path.of(field(outcome.output(), "Dir"));
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new Failure("go mod download names no " + name + ":\n" + json.strip());
    }
    return matcher.group(1);
  }
}
