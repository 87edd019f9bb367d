package dev.tenantry.policies.tenancy;

import java.util.List;
import java.util.regex.Pattern;

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

  private ModelHosts() {}

  /**
   * Whether a name or a pattern with stars meets a vendor's host.
   *
   * @param host of an FQDNNetworkPolicy, such as {@code *.example.com}
   */
  static boolean covers(String host) {
    String bare = host.replaceFirst("^\\*+\\.", "");
    boolean wild = !bare.equals(host);
    return host.matches("[*.]*")
        || REGIONAL.matcher(host).matches()
        || VENDORS.stream()
            .anyMatch(
                vendor ->
                    bare.equals(vendor)
                        || bare.endsWith("." + vendor)
                        || wild && vendor.endsWith("." + bare));
  }
}
