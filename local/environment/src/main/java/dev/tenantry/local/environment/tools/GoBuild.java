package dev.tenantry.local.environment.tools;

import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.LogTail;
import dev.tenantry.local.environment.state.FolderLock;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds tools from their pinned Go modules, each once per pin, into the cache folder. */
public final class GoBuild {
  private final Path modules;
  private final Path cache;
  private final Map<String, String> variables;
  private final Console console;

  /**
   * Builds with these folders.
   *
   * @param modules the checkout's folder local/tools
   * @param cache the cache folder, shared by all checkouts
   */
  public GoBuild(Path modules, Path cache, Map<String, String> variables, Console console) {
    this.modules = modules;
    this.cache = cache;
    this.variables = buildVariables(variables);
    this.console = console;
  }

  private static Map<String, String> buildVariables(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>(variables);
    // The same binaries whether the machine has a C compiler, a workspace or own flags or not.
    own.put("CGO_ENABLED", "0");
    own.put("GOWORK", "off");
    own.remove("GOFLAGS");
    return own;
  }

  /** The folder with the recipe's binaries; builds them if they are not there. */
  Path folder(Recipe recipe) {
    Path folder = cache.resolve("tools").resolve(BuildKey.of(recipe, modules));
    if (Files.exists(folder)) {
      return folder;
    }
    Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
    String wait = recipe.name() + ": waiting for another build of it";
    FolderLock.whileHeld(
        lock,
        () -> console.line("  " + wait),
        () -> {
          if (!Files.exists(folder)) {
            console.phase("built " + recipe.name(), () -> build(recipe, folder));
          }
        });
    return folder;
  }

  private String build(Recipe recipe, Path folder) {
    Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
    Path log = cache.resolve("logs").resolve(folder.getFileName() + ".log");
    try {
      StateFolder.deleteTree(draft);
      Files.createDirectories(draft);
      Files.createDirectories(log.getParent());
      int total = count(recipe);
      run(recipe, draft, log, total);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
      return recipe.version() + ", " + total + " packages";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int count(Recipe recipe) throws IOException {
    console.progress(recipe.name() + ": reading its dependencies");
    List<String> words = new ArrayList<>(List.of("go", "list", "-mod=readonly", "-deps"));
    words.addAll(recipe.packages());
    Process list = start(recipe, words, ProcessBuilder.Redirect.DISCARD);
    return (int) list.inputReader(StandardCharsets.UTF_8).lines().count();
  }

  private void run(Recipe recipe, Path draft, Path log, int total) throws IOException {
    List<String> words = new ArrayList<>(BuildKey.FLAGS);
    words.addAll(List.of("-ldflags", recipe.linkerFlags(), "-v", "-o", draft + "/"));
    words.addAll(recipe.packages());
    Process build = start(recipe, words, ProcessBuilder.Redirect.PIPE);
    int done = 0;
    int downloads = 0;
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(build.getErrorStream(), StandardCharsets.UTF_8));
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        if (line.startsWith("go: downloading")) {
          downloads++;
          console.progress(recipe.name() + ": " + downloads + " modules downloaded");
        } else {
          done++;
          console.progress(recipe.name() + " " + Math.min(done, total) + "/" + total + " packages");
        }
      }
    }
    if (exitCode(build) != 0) {
      throw new Failure("building " + recipe.name() + " failed\n" + LogTail.of(log));
    }
  }

  private Process start(Recipe recipe, List<String> words, ProcessBuilder.Redirect errors) {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(modules.resolve(recipe.folder()).toFile())
            .redirectError(errors);
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new Failure(
          recipe.name()
              + " is neither on PATH nor in the cache, and Go, which builds it, is not on PATH.\n"
              + "  Install Go 1.24 or newer (the distribution's package is called golang or"
              + " golang-go;\n  an older Go fetches the toolchain that go.mod names by itself),"
              + " or put "
              + recipe.name()
              + " "
              + recipe.version()
              + " on PATH.");
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new Failure("interrupted while building");
    }
  }
}
