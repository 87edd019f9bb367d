package dev.tenantry.cli;

import dev.tenantry.Platform;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.StackRecording;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that every verb has: which stack, and where the project is. */
final class StackFiles {
  @Parameters(paramLabel = "STACK", description = "Name of a folder under stacks/.")
  private String stack;

  @Option(
      names = "--project",
      paramLabel = "DIR",
      defaultValue = "${sys:tenantry.project:-.}",
      description = "Folder that holds Pulumi.yaml and stacks/. Default: the checkout around you.")
  private Path project;

  String stack() {
    return stack;
  }

  Path project() {
    return project.toAbsolutePath().normalize();
  }

  /** Loads and checks the files; paths in messages are relative to the project. */
  StackConfig load() {
    return ConfigLoader.load(project.normalize(), stack);
  }

  /** What the program registers for these files, without an engine. */
  List<RecordedResource> record() {
    StackConfig config = load();
    return StackRecording.of(stack, context -> Platform.declare(config).forEach(context::export));
  }
}
