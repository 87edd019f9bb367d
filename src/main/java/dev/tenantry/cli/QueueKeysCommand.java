package dev.tenantry.cli;

import dev.tenantry.stores.PrivateFile;
import dev.tenantry.stores.nats.NatsKeys;
import dev.tenantry.stores.nats.NatsTrust;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the keys of a queue's operator; what is there stays. The local environment runs it. */
@Command(
    name = "queue-keys",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Make the keys of a NATS operator and of its system account, and trust.conf, by which a"
            + " server believes them. Keys that are there stay.")
final class QueueKeysCommand implements Runnable {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description = "Where the keys lie; nobody but its owner can read them.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    NatsKeys keys = new NatsKeys(folder);
    NatsTrust trust = new NatsTrust(keys.operator(), keys.systemAccount(), InstantSource.system());
    // Last: whoever finds it finds the keys as well.
    new PrivateFile(folder.resolve("trust.conf")).readOrCreate(trust::configuration);
    spec.commandLine().getOut().println("keys of the queue in " + folder);
    spec.commandLine().getOut().flush();
  }
}
