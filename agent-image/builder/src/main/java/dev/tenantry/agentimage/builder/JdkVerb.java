package dev.tenantry.agentimage.builder;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Says which JDK an image would be made from. `make image` runs the builder by that one: compressed
 * layers are the work of the running JDK's zlib, and another zlib gives other bytes.
 */
@Command(
    name = "jdk",
    mixinStandardHelpOptions = true,
    description = "Prints the folder of the JDK that an image would be made from.")
final class JdkVerb implements Callable<Integer> {
  private final Machine machine;

  JdkVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    machine.out().println(machine.jdk(Optional.empty()).home());
    return 0;
  }
}
