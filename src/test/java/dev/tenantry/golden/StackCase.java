package dev.tenantry.golden;

import dev.tenantry.Platform;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.render.StackRecording;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A stack folder and what the program makes of it: the input of golden and law tests. */
public final class StackCase {
  /** The stacks that this repository ships. */
  public static final List<String> SHIPPED = List.of("local", "dev", "prod");

  private static final Map<String, List<RecordedResource>> RECORDED = new ConcurrentHashMap<>();

  private StackCase() {}

  /** The recording of a stack of the repository itself; made once, as it is slow. */
  public static List<RecordedResource> shipped(String stack) {
    return RECORDED.computeIfAbsent(stack, name -> List.copyOf(recordedAt(Path.of(""), name)));
  }

  /** Records a stack below another project root, such as a golden's own folder. */
  public static List<RecordedResource> recordedAt(Path root, String stack) {
    StackConfig config = ConfigLoader.load(root, stack);
    return StackRecording.of(stack, context -> Platform.declare(config).forEach(context::export));
  }
}
