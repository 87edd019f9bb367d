package dev.tenantry.agentimage.builder.layout;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is put together from.
 *
 * @param root tar of the root file system
 * @param architecture amd64 or arm64
 * @param runtime folder of the Java runtime
 * @param application folder with agent.jar and lib/
 * @param startCache the last layer's only file
 * @param labels of the image's configuration; also annotations of its entry in the index
 */
public record ImageParts(
    Path root,
    String architecture,
    Path runtime,
    Path application,
    Optional<Path> startCache,
    List<String> entrypoint,
    Map<String, String> labels,
    Instant created) {
  /** Where the runtime is in the image. */
  public static final String JAVA_HOME = "/opt/java";

  /** Where the application is in the image. */
  public static final String APPLICATION = "/opt/agent";

  /** The application's own jar, in its folder. */
  public static final String JAR = "agent.jar";

  /** The folder of its libraries, in its folder. */
  public static final String LIBRARIES = "lib";
}
