package dev.tenantry.policies.tenancy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hosts of model vendors.
 *
 * <p>The program refuses them in a tenant's file already; a test of the program compares the lists.
 */
public final class ModelHosts {
  /** Hosts below which vendors answer. */
  public static final List<String> VENDORS =
      List.of(
          "api.openai.com",
          "openai.azure.com",
          "services.ai.azure.com",
          "cognitiveservices.azure.com",
          "models.ai.azure.com",
          "api.anthropic.com",
          "generativelanguage.googleapis.com",
          "aiplatform.googleapis.com",
          "api.mistral.ai",
          "api.cohere.com",
          "api.cohere.ai",
          "api.groq.com",
          "api.deepseek.com",
          "api.together.xyz",
          "api.together.ai",
          "api.fireworks.ai",
          "api.perplexity.ai",
          "api.replicate.com",
          "api.x.ai",
          "openrouter.ai",
          "router.huggingface.co",
          "api-inference.huggingface.co",
          "endpoints.huggingface.cloud",
          "models.github.ai",
          "integrate.api.nvidia.com");

  /** Regional endpoints have the region in the label itself or between two labels. */
  private static final Pattern REGIONAL =
      Pattern.compile(
          ".*-aiplatform\\.googleapis\\.com"
              + "|bedrock(-[a-z]+)*(-fips)?\\.[a-z0-9-]+\\.(amazonaws\\.com|api\\.aws)");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  private ModelHosts() {}

  /**
   * Whether a name or a pattern with stars meets a vendor's host, or one below it.
   *
   * @param host of an FQDNNetworkPolicy, such as {@code *.example.com}
   */
  static boolean covers(String host) {
    // Names are the same in either case, and with the dot of the root.
    String bare = host.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    String[] labels = bare.split("\\.");
    return bare.matches("[*.]*")
        || REGIONAL.matcher(bare).matches()
        || Stream.concat(VENDORS.stream(), regional(labels))
            .anyMatch(vendor -> meets(labels, vendor.split("\\.")));
  }

  /** Label by label from the right; a star at the start stands for any number of labels. */
  private static boolean meets(String[] labels, String[] vendor) {
    int both = Math.min(labels.length, vendor.length);
    for (int i = 1; i <= both; i++) {
      String label = labels[labels.length - i].replaceAll("[^a-z0-9*-]", "_");
      String pattern = label.replaceAll("\\*+", ".*");
      if (!vendor[vendor.length - i].matches(pattern)) {
        return false;
      }
    }
    return labels.length >= vendor.length || labels[0].matches("\\*+");
  }

  /** Hosts with a region that only a pattern with stars can meet, in the region it names. */
  private static Stream<String> regional(String[] labels) {
    if (Stream.of(labels).noneMatch(label -> label.contains("*"))) {
      return Stream.empty();
    }
    String some =
        Stream.of(labels)
            .filter(one -> REGION.matcher(one).matches())
            .findFirst()
            .orElse("us-east-1");
    return Stream.of(
        "bedrock." + some + ".amazonaws.com",
        "bedrock-runtime." + some + ".amazonaws.com",
        "bedrock." + some + ".api.aws",
        "bedrock-runtime." + some + ".api.aws");
  }
}
