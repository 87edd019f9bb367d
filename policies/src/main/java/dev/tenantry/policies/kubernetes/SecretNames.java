package dev.tenantry.policies.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How secrets are named, and what credentials look like. */
final class SecretNames {
  private static final Set<String> SECRET =
      Set.of(
          "APIKEY",
          "APIKEYS",
          "TOKEN",
          "SECRET",
          "SECRETS",
          "PASSWORD",
          "PASSWORDS",
          "PASSWD",
          "PASSPHRASE",
          "PASSPHRASES",
          "CREDENTIAL",
          "CREDENTIALS");

  private static final List<String> RUN_TOGETHER = List.of("PASSWORD", "TOKEN", "SECRET");

  /** A name that ends so says where or how long, not what. */
  private static final Set<String> ABOUT =
      Set.of(
          "FILE",
          "PATH",
          "DIR",
          "NAME",
          "ID",
          "URL",
          "URI",
          "ENDPOINT",
          "HOST",
          "PORT",
          "ISSUER",
          "AUDIENCE",
          "SCOPE",
          "SCOPES",
          "HEADER",
          "TTL",
          "LIFETIME",
          "EXPIRY",
          "SECONDS",
          "MINUTES",
          "HOURS",
          "DAYS",
          "MAX",
          "LIMIT",
          "LIMITS",
          "COUNT",
          "SIZE",
          "LENGTH",
          "VERSION",
          "ALGORITHM",
          "PREFIX",
          "TYPE");

  /** How a file is written, after the word that says what is in it. */
  private static final Set<String> FORMATS =
      Set.of("YAML", "YML", "JSON", "TOML", "XML", "INI", "CONF", "PROPERTIES", "TXT");

  /** Keys that open nothing: everybody may have them, or they only order and find. */
  private static final Set<String> HARMLESS_KEYS =
      Set.of("PUBLIC", "SORT", "PRIMARY", "FOREIGN", "PARTITION", "SHARD", "ROUTING", "ORDERING");

  /** Tokens that let somebody in; all others in the plural are a model's, and are counted. */
  private static final Set<String> TOKENS_OF =
      Set.of("API", "ACCESS", "AUTH", "BEARER", "REFRESH", "SESSION", "BOT", "USER", "CLIENT");

  private static final Pattern VENDOR_KEY =
      Pattern.compile(
          "(.*_)?((AZURE_)?OPENAI|ANTHROPIC|CLAUDE|GEMINI|GOOGLE(_GENERATIVE)?(_AI)?|MISTRAL"
              + "|COHERE|GROQ|TOGETHER(_?AI)?|FIREWORKS(_AI)?|DEEPSEEK|XAI|PERPLEXITY|OPENROUTER"
              + "|AZURE_AI|REPLICATE|CEREBRAS|NVIDIA|LITELLM)_((API|MASTER)_?(KEYS?|TOKENS?))(_.*)?"
              + "|(.*_)?(OPENAI|ANTHROPIC)_((AUTH|ADMIN)_)?(KEYS?|TOKEN)(_.*)?"
              + "|(.*_)?(HF|HUGGING_?FACE(_?HUB)?)(_API|_HUB)?_(KEYS?|TOKENS?)(_.*)?"
              + "|(.*_)?AWS_BEARER_TOKEN_BEDROCK(_.*)?");

  /** As in the default rules of gitleaks 8; the forms that agents meet. */
  private static final Map<String, Pattern> FORMS =
      new TreeMap<>(
          Map.of(
              "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
              "an access key of AWS", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
              "an API key of Google", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
              "an API key of a model vendor", Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
              "a token of GitHub",
                  Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})"),
              "a token of GitLab", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,}"),
              "a token of Hugging Face", Pattern.compile("\\bhf_[A-Za-z]{34}\\b"),
              "a token of Slack", Pattern.compile("\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
              "a signed token",
                  Pattern.compile(
                      "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}")));

  /** All forms at once: nearly every text of an object has none of them. */
  private static final Pattern ANY =
      Pattern.compile(
          FORMS.values().stream().map(Pattern::pattern).collect(Collectors.joining("|")));

  /** No form is shorter: most texts of an object need no search. */
  private static final int SHORTEST = 15;

  private SecretNames() {}

  /** Whether a variable or key of this name holds a secret, by the words of the name. */
  static boolean namesSecret(String name) {
    List<String> words = words(name);
    return IntStream.range(0, words.size()).anyMatch(i -> isSecret(words, i))
        && !ABOUT.contains(words.get(words.size() - 1));
  }

  private static List<String> words(String name) {
    List<String> words = List.of(upper(name).split("_+"));
    int last = words.size() - 1;
    return last > 0 && FORMATS.contains(words.get(last)) ? words.subList(0, last) : words;
  }

  /** Words run together as well: PGPASSWORD, authToken. */
  private static boolean isSecret(List<String> words, int index) {
    String word = words.get(index);
    String before = index == 0 ? "" : words.get(index - 1);
    return switch (word) {
      case "KEY", "KEYS" -> !HARMLESS_KEYS.contains(before);
      case "TOKENS" -> words.size() == 1 || TOKENS_OF.contains(before);
      default -> SECRET.contains(word) || RUN_TOGETHER.stream().anyMatch(word::endsWith);
    };
  }

  /** Whether it is what a model vendor's key is called. */
  static boolean namesVendorKey(String name) {
    return VENDOR_KEY.matcher(upper(name)).matches();
  }

  /** What the text holds, in words; empty if it holds no credential of a known form. */
  static Optional<String> formOf(String text) {
    if (text.length() < SHORTEST || !ANY.matcher(text).find()) {
      return Optional.empty();
    }
    return FORMS.entrySet().stream()
        .filter(form -> form.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String upper(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
  }
}
