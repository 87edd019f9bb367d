package dev.tenantry.conform;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.conform.sample.Fault;
import dev.tenantry.conform.sample.SampleAgent;
import dev.tenantry.contract.Variable;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the sample agent is started. */
final class Sample {
  private Sample() {}

  /** A command that becomes the sample agent, with one fault. */
  static List<String> command(Fault fault) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xmx64m",
        "-cp",
        classPath(),
        SampleAgent.class.getName(),
        fault.name());
  }

  /** What it needs and no more: a short class path starts faster. */
  private static String classPath() {
    return Stream.of(
            SampleAgent.class,
            Variable.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class)
        .map(Sample::home)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
