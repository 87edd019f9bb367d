package dev.tenantry.cli;

import dev.tenantry.render.Manifests;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a stack consists of as files, without an engine and without a cluster. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Write every Kubernetes object as YAML, every GCP resource as gcp.json; no engine needed.")
final class RenderCommand implements Callable<Integer> {
  @Mixin private StackFiles files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write into; created if absent.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    int written = write(files.record());
    spec.commandLine()
        .getOut()
        .printf("%d Kubernetes objects of stack %s in %s%n", written, files.stack(), out);
    return 0;
  }

  private int write(List<RecordedResource> recording) {
    try {
      if (!Manifests.mayWriteTo(out)) {
        throw new CommandFailure(
            out + " has files that no rendering wrote: name an empty or a new folder");
      }
      return Manifests.write(recording, out);
    } catch (IOException e) {
      throw new CommandFailure("cannot write to " + out + ": " + e, e);
    }
  }
}
