package dev.tenantry.config;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which endpoints of models work inside of the European Union, by their providers' documentation.
 *
 * <p>A list of what is known: an endpoint that says nothing about its place is refused. The
 * operator of most of them is a company of the United States, which this list says nothing about.
 */
final class ModelEndpoints {
  /** For a hint. */
  static final String EXAMPLES =
      "europe-west4-aiplatform.googleapis.com, bedrock-runtime.eu-central-1.amazonaws.com,"
          + " eu.api.openai.com or api.mistral.ai";

  /** Vertex AI: "Locations", regional endpoints. */
  private static final Pattern VERTEX = Pattern.compile("(.+)-aiplatform\\.googleapis\\.com");

  /** Amazon Bedrock: "Amazon Bedrock endpoints and quotas". */
  private static final Pattern BEDROCK =
      Pattern.compile("bedrock-runtime\\.([a-z0-9-]+)\\.amazonaws\\.com");

  /** Frankfurt, Stockholm, Milan, Spain, Ireland, Paris; not London (eu-west-2), Zurich. */
  private static final Set<String> AWS_IN_THE_UNION =
      Set.of("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3");

  /** OpenAI: "Data residency"; Mistral: "Where do you store my data". */
  private static final Set<String> HOSTS_IN_THE_UNION =
      Set.of("eu.api.openai.com", "api.mistral.ai");

  private ModelEndpoints() {}

  static boolean allows(Residency residency, DomainName endpoint) {
    return switch (residency) {
      case ANY -> true;
      case EU -> isInTheUnion(endpoint.value());
    };
  }

  private static boolean isInTheUnion(String host) {
    Matcher vertex = VERTEX.matcher(host);
    if (vertex.matches() && vertex.group(1).matches(Region.PATTERN)) {
      return Residency.EU.allows(new Region(vertex.group(1)));
    }
    Matcher bedrock = BEDROCK.matcher(host);
    return bedrock.matches() && AWS_IN_THE_UNION.contains(bedrock.group(1))
        || HOSTS_IN_THE_UNION.contains(host);
  }
}
