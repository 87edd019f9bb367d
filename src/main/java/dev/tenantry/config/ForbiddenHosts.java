package dev.tenantry.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hosts that no tenant may name, however much it wants to.
 *
 * <p>Three kinds, in this order: what is inside, models (which are reached through the gateway
 * alone, where budgets are kept), and names below which anybody may put anything.
 */
final class ForbiddenHosts {
  private static final List<String> INTERNAL =
      List.of(
          "svc",
          "local",
          "internal",
          "localhost",
          "localdomain",
          "arpa",
          "lan",
          "intranet",
          "corp",
          "home",
          "invalid",
          "test");

  static final List<String> MODEL_VENDORS =
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
  private static final Pattern REGIONAL_MODEL =
      Pattern.compile(
          ".*-aiplatform\\.googleapis\\.com"
              + "|bedrock(-[a-z]+)*(-fips)?\\.[a-z0-9-]+\\.(amazonaws\\.com|api\\.aws)");

  /** One customer's name looks like the next one's here. */
  private static final List<String> SHARED_SUFFIXES =
      List.of(
          "googleapis.com",
          "googleusercontent.com",
          "run.app",
          "appspot.com",
          "web.app",
          "firebaseapp.com",
          "firebaseio.com",
          "cloudfunctions.net",
          "amazonaws.com",
          "aws.dev",
          "on.aws",
          "awsapprunner.com",
          "amplifyapp.com",
          "elasticbeanstalk.com",
          "cloudfront.net",
          "azureedge.net",
          "azurefd.net",
          "azurewebsites.net",
          "azurestaticapps.net",
          "azurecontainerapps.io",
          "cloudapp.azure.com",
          "trafficmanager.net",
          "core.windows.net",
          "github.io",
          "githubusercontent.com",
          "gitlab.io",
          "workers.dev",
          "pages.dev",
          "r2.dev",
          "r2.cloudflarestorage.com",
          "trycloudflare.com",
          "vercel.app",
          "netlify.app",
          "herokuapp.com",
          "onrender.com",
          "fly.dev",
          "deno.dev",
          "surge.sh",
          "glitch.me",
          "repl.co",
          "replit.app",
          "ngrok.io",
          "ngrok.app",
          "ngrok-free.app",
          "digitaloceanspaces.com",
          "ondigitalocean.app",
          "backblazeb2.com",
          "wasabisys.com",
          "supabase.co",
          "fastly.net",
          "edgekey.net",
          "akamaized.net",
          "akamaihd.net",
          "edgesuite.net",
          "b-cdn.net",
          "blogspot.com",
          "sharepoint.com",
          "slack.com",
          "webhook.site",
          "pipedream.net");

  /** Without a wildcard still every customer's: one address, the bucket is in the path. */
  private static final Pattern SHARED_HOST =
      Pattern.compile(
          "([a-z0-9-]+\\.)*googleapis\\.com"
              + "|s3([.-][a-z0-9-]+)*\\.amazonaws\\.com"
              + "|raw\\.githubusercontent\\.com|webhook\\.site");

  private static final Pattern PUBLIC_SUFFIX =
      Pattern.compile("(ac|co|com|edu|gob|gov|ne|net|or|org)\\.[a-z]{2}");

  private ForbiddenHosts() {}

  /** Reports a host that is out of bounds. */
  static void validate(HostName host, KeyPath at, Problems out) {
    if (isInternal(host)) {
      out.add(
          Rule.INTERNAL_HOST,
          at,
          Words.quote(host.value()) + " is a name inside of a network, not on the Internet",
          "what a tenant may reach inside is listed in docs/network-isolation.md");
    } else if (isModel(host)) {
      out.add(
          Rule.MODEL_HOST,
          at,
          Words.quote(host.value()) + " covers a model vendor",
          "models are reached through the AI gateway, which keeps the budget");
    } else if (isShared(host)) {
      out.add(
          Rule.SHARED_HOST,
          at,
          Words.quote(host.value())
              + (host.isWildcard()
                  ? " covers names that anybody can get, a way out for data"
                  : " serves the buckets of everybody, a way out for data"),
          host.isWildcard()
              ? "name the exact hosts"
              : "pods with an identity reach Google APIs; for other storage, use its own name");
    }
  }

  private static boolean isInternal(HostName host) {
    return List.of(host.value().split("\\.")).contains("svc") || covers(host, INTERNAL);
  }

  private static boolean isModel(HostName host) {
    return REGIONAL_MODEL.matcher(host.base()).matches() || covers(host, MODEL_VENDORS);
  }

  private static boolean isShared(HostName host) {
    return host.isWildcard()
        ? PUBLIC_SUFFIX.matcher(host.base()).matches() || covers(host, SHARED_SUFFIXES)
        : SHARED_HOST.matcher(host.value()).matches();
  }

  /** Whether the host is one of the names or below one, or a wildcard above one. */
  private static boolean covers(HostName host, List<String> names) {
    String base = host.base();
    return names.stream()
        .anyMatch(
            name ->
                base.equals(name)
                    || base.endsWith("." + name)
                    || host.isWildcard() && name.endsWith("." + base));
  }
}
