package dev.tenantry.local.environment.plugins;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.StateFolder;
import dev.tenantry.local.environment.tools.PathSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the plug-ins and puts them where the engine looks. */
public final class ProviderSetup {
  private static final String TEST_JAR = "local/providers/target/providers.jar";

  private final StateFolder state;
  private final Path project;
  private final Map<String, String> variables;
  private final PathSearch path;
  private final Clock clock;

  /**
   * A setup for one environment.
   *
   * @param project the checkout, which pins the versions and holds the test provider
   */
  public ProviderSetup(
      StateFolder state,
      Path project,
      Map<String, String> variables,
      PathSearch path,
      Clock clock) {
    this.state = state;
    this.project = project;
    this.variables = variables;
    this.path = path;
    this.clock = clock;
  }

  /** Chooses kubernetes and gcp. */
  public List<ProviderChoice> choose(ProviderMode mode, Path pulumi) {
    Provider kubernetes = Provider.kubernetes(project);
    Provider gcp = Provider.gcp(project);
    ProviderChoice first =
        switch (mode) {
          case TEST -> useTest(kubernetes, "server-side apply through local/providers", "as asked");
          case AUTO ->
              real(kubernetes, pulumi)
                  .orElseGet(
                      () ->
                          useTest(
                              kubernetes,
                              "server-side apply through local/providers",
                              "because the real plug-in could not be installed here"));
          case REAL -> realOrFail(kubernetes, pulumi);
        };
    ProviderChoice second =
        mode == ProviderMode.REAL
            ? realOrFail(gcp, pulumi)
            // The real one would want a cloud account.
            : useTest(gcp, "a recorder", "because no cloud account is used here");
    return List.of(first, second);
  }

  private ProviderChoice realOrFail(Provider provider, Path pulumi) {
    return real(provider, pulumi)
        .orElseThrow(
            () ->
                new Failure(
                    "no plug-in "
                        + provider.name()
                        + " "
                        + provider.version()
                        + " on PATH or in"
                        + " the plug-in cache, and the CLI could not install it"));
  }

  private Optional<ProviderChoice> real(Provider provider, Path pulumi) {
    PluginFolder folder = new PluginFolder(state.pulumiHome(), provider);
    Optional<Path> onPath = path.first(provider.program());
    if (onPath.isPresent()) {
      folder.linkTo(onPath.get());
      return Optional.of(new ProviderChoice(provider, true, "real plug-in " + onPath.get()));
    }
    Path cached = userHome().resolve("plugins").resolve(provider.folder());
    Path program = cached.resolve(provider.program());
    if (PluginFolder.isComplete(cached) && Files.isExecutable(program)) {
      folder.linkTo(program);
      return Optional.of(
          new ProviderChoice(provider, true, "real plug-in of your plug-in cache " + cached));
    }
    if (folder.holdsInstalled() || install(provider, folder, pulumi)) {
      return Optional.of(new ProviderChoice(provider, true, "real plug-in, installed by the CLI"));
    }
    return Optional.empty();
  }

  private boolean install(Provider provider, PluginFolder folder, Path pulumi) {
    Installer installer =
        new Installer(
            pulumi, state.pulumiHome(), variables, state.settings("plugin-failures"), clock);
    return !installer.failedRecently(provider) && installer.install(provider, folder);
  }

  private ProviderChoice useTest(Provider provider, String how, String why) {
    Path jar = project.resolve(TEST_JAR);
    new PluginFolder(state.pulumiHome(), provider).startTestProvider(jar);
    String missing = Files.exists(jar) ? "" : "; NOT BUILT YET: " + TEST_JAR + " is missing";
    return new ProviderChoice(provider, false, "test provider (" + how + "), " + why + missing);
  }

  /** The user's own PULUMI_HOME; that of an evaluated `env` is an environment's. */
  private Path userHome() {
    String own = variables.getOrDefault("PULUMI_HOME", "");
    boolean ofEnvironment = !variables.getOrDefault("TENANTRY_STATE", "").isEmpty();
    return own.isEmpty() || ofEnvironment
        ? Path.of(variables.getOrDefault("HOME", "/")).resolve(".pulumi")
        : Path.of(own);
  }
}
