package dev.tenantry.cli;

import dev.tenantry.config.DatabaseRunner;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.demonstration.AgentSecrets;
import dev.tenantry.demonstration.DemonstratedAgent;
import dev.tenantry.demonstration.DemonstrationPlan;
import dev.tenantry.demonstration.Surroundings;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.stores.PrivateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which processes show a stack's agents on this machine, and makes their secrets. */
@Command(
    name = "agents",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Write the plan by which the local environment runs one agent of each tenant of a stack,"
            + " with its tools and its worker, and the secret files that they read. make up runs"
            + " it.")
final class AgentsCommand implements Callable<Integer> {
  /** Of the reference agent: a session, a few turns at once, the driver's and the SDKs' classes. */
  private static final List<String> JVM =
      List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Mixin private StackFiles files;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      required = true,
      description = "Where the plan goes; it holds no secret.")
  private Path plan;

  @Option(
      names = "--agent-jar",
      paramLabel = "FILE",
      description =
          "The reference agent (default: agent-image/app/target/agent.jar of the project).")
  private Optional<Path> agentJar = Optional.empty();

  @Option(names = "--host", hidden = true, defaultValue = "${env:PGHOST:-}")
  private String databaseHost;

  @Option(names = "--port", hidden = true, defaultValue = "${env:PGPORT:-5432}")
  private String databasePort;

  @Option(names = "--state", hidden = true, defaultValue = "${env:TENANTRY_STATE:-}")
  private String state;

  @Option(names = "--queue", hidden = true, defaultValue = "${env:TENANTRY_QUEUE_URL:-}")
  private String queueUrl;

  @Option(names = "--queue-keys", hidden = true, defaultValue = "${env:TENANTRY_QUEUE_FOLDER:-}")
  private String queueKeys;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    StackConfig config = files.load();
    if (config.platform().database().runner() != DatabaseRunner.LOCAL) {
      throw new CommandFailure(
          "stack "
              + files.stack()
              + " does not keep its tenants' data in the local environment"
              + " (database.runner of its platform.yaml is not local)");
    }
    if (config.platform().agents().isEmpty()) {
      throw new CommandFailure(
          "stack " + files.stack() + " has no agents: add agents to its platform.yaml");
    }
    if (List.of(state, queueUrl, queueKeys, databaseHost).contains("")) {
      throw new CommandFailure(
          "the local environment does not run, or its exports are not here."
              + "\nRun: make env-up, then eval \"$(make env)\"");
    }
    Surroundings around = surroundings();
    List<DemonstratedAgent> agents = DemonstratedAgent.of(config);
    var cluster = new ClusterReader(config.platform().cluster().context().toString());
    new AgentSecrets(around, Path.of(queueKeys), InstantSource.system())
        .write(agents, Names.environment(files.stack()), tenant -> password(cluster, tenant));
    new PrivateFile(plan).write(DemonstrationPlan.of(config, around).json());
    report(config, agents);
    return 0;
  }

  private Surroundings surroundings() {
    Path jar =
        agentJar
            .orElseGet(() -> files.project().resolve("agent-image/app/target/agent.jar"))
            .toAbsolutePath()
            .normalize();
    if (!Files.exists(jar)) {
      throw new CommandFailure(jar + " is missing. Run: make build");
    }
    List<String> words =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(JVM);
    words.addAll(List.of("-jar", jar.toString()));
    Path secrets = Path.of(state).resolve("agent-secrets");
    return new Surroundings(databaseHost, databasePort, queueUrl, secrets, words);
  }

  private static String password(ClusterReader cluster, TenantName tenant) {
    String namespace = Names.namespace(tenant);
    return cluster
        .secretValue(namespace, DataNames.DATABASE_SECRET, DataNames.DATABASE_PASSWORD)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "tenant "
                        + tenant
                        + " has no password yet: Secret "
                        + DataNames.DATABASE_SECRET
                        + " of Namespace "
                        + namespace
                        + " is missing.\nRun: make up"));
  }

  private void report(StackConfig config, List<DemonstratedAgent> agents) {
    PrintWriter out = spec.commandLine().getOut();
    for (DemonstratedAgent agent : agents) {
      List<String> parts = new ArrayList<>(List.of("orchestrator"));
      if (agent.hasWorker()) {
        parts.add("worker");
      }
      agent.tools().forEach(tool -> parts.add("tool " + tool));
      out.println("  " + agent + ": " + String.join(", ", parts));
    }
    DemonstratedAgent.leftOut(config).forEach(sentence -> out.println("  " + sentence));
    out.flush();
  }
}
