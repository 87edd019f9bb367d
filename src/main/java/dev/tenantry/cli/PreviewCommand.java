package dev.tenantry.cli;

import dev.tenantry.config.StackConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what an apply would change. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = "Show what `up` would change, on the real engine.")
final class PreviewCommand implements Callable<Integer> {
  @Mixin private StackFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    StackConfig config = files.load();
    Advice.print(config, spec.commandLine().getErr());
    RequiredKinds.check(config);
    Consumer<String> print =
        line -> {
          out.println(line);
          out.flush();
        };
    try (EngineStack stack = EngineStack.openForPreview(files, config, print)) {
      stack.preview(print);
    }
    return 0;
  }
}
