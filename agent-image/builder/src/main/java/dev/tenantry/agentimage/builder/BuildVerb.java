package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.debian.PackageStore;
import dev.tenantry.agentimage.builder.runtime.Jdk;
import dev.tenantry.agentimage.builder.start.StartCache;
import dev.tenantry.agentimage.builder.start.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds an image and says what it is. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = "Builds the image of an application folder (agent.jar and lib/).")
final class BuildVerb implements Callable<Integer> {
  private final Machine machine;

  @Mixin private Packages packages = new Packages();

  @Option(names = "--application", required = true, paramLabel = "DIR", description = "Its folder.")
  private Path application = Path.of(".");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the image.")
  private Path out = Path.of(".");

  @Option(names = "--name", description = "Title of the image (default: ${DEFAULT-VALUE}).")
  private String name = "tenantry-agent";

  @Option(names = "--version-label", required = true, description = "Version of the image.")
  private String version = "";

  @Option(names = "--revision", description = "Commit of the sources.")
  private String revision = "";

  @Option(
      names = "--jdk",
      paramLabel = "DIR",
      description = "JDK to make the runtime from (default: the newest LTS found).")
  private Optional<Path> jdk = Optional.empty();

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description = "Module of the JDK that the application needs beside the usual ones.")
  private List<String> modules = new ArrayList<>();

  @Option(
      names = "--start-cache",
      description =
          "${COMPLETION-CANDIDATES} (default: classes from JDK 25 on, none before, where no two"
              + " archives are the same).")
  private Optional<StartCache> wanted = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description = "List of classes for that (default: recorded by the training).")
  private Optional<Path> classes = Optional.empty();

  @Option(
      names = "--training",
      paramLabel = "FILE",
      description = "JSON: variables, files and requests of the recording.")
  private Optional<Path> training = Optional.empty();

  BuildVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Jdk found = machine.jdk(jdk);
    StartCache startCache = wanted.orElseGet(() -> StartCache.usual(found.feature()));
    // Not left out quietly: the digest would be another one than elsewhere.
    startCache
        .obstacle(found.feature())
        .ifPresent(
            why -> {
              throw new Failure(why);
            });
    PackageStore store = packages.store(machine);
    PackageLock lock = packages.lock(machine, store, out);
    BuildRequest request =
        new BuildRequest(
            application,
            lock,
            found,
            modules,
            startCache,
            classes,
            training.map(Training::read).orElse(Training.NONE),
            new BuildRequest.About(name, version, revision, machine.created()));
    ImageBuilder builder = new ImageBuilder(store, out.resolve("work"), this::print);
    Image image = builder.build(request, out);
    String report = ImageReport.text(image, request);
    try {
      Files.writeString(out.resolve("agent.txt"), report);
      Files.writeString(out.resolve("agent.json"), ImageReport.json(image, request));
    } catch (IOException e) {
      throw new Failure("cannot write into " + out, e);
    }
    Folders.delete(out.resolve("work"));
    machine.out().println(report);
    return 0;
  }

  private void print(String step, String detail) {
    machine.out().println(step + (detail.isEmpty() ? "" : ": " + detail));
    machine.out().flush();
  }
}
