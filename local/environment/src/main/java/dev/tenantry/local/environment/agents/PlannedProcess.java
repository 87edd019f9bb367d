package dev.tenantry.local.environment.agents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process of a plan. In the command, in the values of variables and in files {@code
 * ${port:NAME}} stands for a port of any process of the plan, and {@code ${folder}} for the folder
 * of this one.
 *
 * @param name its name in `status` and of its log; letters, digits, dots and dashes
 * @param command program and arguments; a program without a slash is one of the tools
 * @param variables what its environment holds besides PATH, HOME, TZ and TMPDIR; never a secret
 * @param files what its folder holds, by file name; never a secret
 * @param ports names of its ports on loopback; the first is shown in `status`
 * @param health how it is asked whether it is ready
 * @param graceSeconds after which it is killed if it has not ended by itself
 * @param dependsOn names of processes that must be ready before it is started
 * @param certificate what it shows to others
 */
public record PlannedProcess(
    String name,
    List<String> command,
    Map<String, String> variables,
    Map<String, String> files,
    List<String> ports,
    HealthCheck health,
    int graceSeconds,
    List<String> dependsOn,
    @JsonDeserialize(using = CertificateReader.class) Optional<PlannedCertificate> certificate) {
  /** Takes what is absent as empty. */
  public PlannedProcess {
    variables = variables == null ? Map.of() : Map.copyOf(variables);
    files = files == null ? Map.of() : Map.copyOf(files);
    dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    certificate = certificate == null ? Optional.empty() : certificate;
  }

  /** Absent is empty; the library's own reader of Optional would be one more jar. */
  private static final class CertificateReader
      extends StdDeserializer<Optional<PlannedCertificate>> {
    private static final long serialVersionUID = 1L;

    CertificateReader() {
      super(Optional.class);
    }

    @Override
    public Optional<PlannedCertificate> deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      return Optional.of(context.readValue(parser, PlannedCertificate.class));
    }
  }
}
