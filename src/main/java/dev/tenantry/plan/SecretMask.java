package dev.tenantry.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what must not be read in a pull request.
 *
 * <p>The engine marks what the program calls secret. This goes further and rather hides too much: a
 * value whose key names a secret, whatever looks like a credential, and every text that repeats a
 * value hidden elsewhere. It cannot know a secret that looks like any other word under a key that
 * looks like any other key.
 */
final class SecretMask {
  static final String HIDDEN = "[secret]";

  /** Shorter ones are words such as {@code true}, which hiding would only give away. */
  private static final int REPEATED_MIN = 6;

  /** Whole keys, in lower case without dashes, dots and underscores. */
  private static final Set<String> KEYS =
      Set.of(
          "accesskey",
          "accesstoken",
          "apikey",
          "auth",
          "authorization",
          "bearertoken",
          "clientcertificatedata",
          "clientkey",
          "clientkeydata",
          "clientsecret",
          "connectionstring",
          "credential",
          "credentials",
          "dsn",
          "idtoken",
          "kubeconfig",
          "passphrase",
          "passwd",
          "password",
          "privatekey",
          "privatekeydata",
          "pwd",
          "refreshtoken",
          "rootpassword",
          "secretaccesskey",
          "secretdata",
          "secretkey",
          "sshprivatekey",
          "tlskey",
          "token");

  /** Of those, the ones below which all is secret, whatever it is called. */
  private static final Set<String> WHOLE = Set.of("credentials", "kubeconfig", "secretdata");

  /** What a variable of a container is called that should have been mounted as a file. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|api_?key|credentials?|private_?key|dsn)(_value)?");

  private static final Pattern KUBECONFIG =
      Pattern.compile("(?s).*(client-key-data|client-certificate-data|current-context\\b).*");

  private static final List<Pattern> CREDENTIALS =
      List.of(
          Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*-----|$)"),
          Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"),
          Pattern.compile("\\bAIza[\\w-]{20,}"),
          Pattern.compile("\\bya29\\.[\\w.-]+"),
          Pattern.compile("\\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|pul-)[\\w-]{10,}"),
          Pattern.compile("\\bAKIA[A-Z0-9]{12,}"),
          Pattern.compile("(?<=://)[^/\\s:@]*:[^/\\s@]+(?=@)"),
          Pattern.compile("(?i)(?<=\\bbearer )[\\w.~+/=-]{8,}"));

  /** {@code password: x}, {@code "apiKey":"x"} and their like, within any text. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)((?:password|passwd|passphrase)\\\\?[\"']?\\s*[:=]\\s*)"
              + "(\\\\?\"[^\"]*\"|'[^']*'|[^\\s,;}\"']+)");

  /** The same for words that sentences use too: unquoted only with a digit, as no word has. */
  private static final Pattern ASSIGNED_OR_SAID =
      Pattern.compile(
          "(?i)((?:secret|token|api[_-]?key|private[_-]?key|credentials?|client-key-data)"
              + "\\\\?[\"']?\\s*[:=]\\s*)"
              + "(\\\\?\"[^\"]*\"|'[^']*'|(?=[^\\s,;}\"']*\\d)[^\\s,;}\"']{6,})");

  private final List<String> repeated;

  /**
   * Remembers what is hidden, to find it elsewhere.
   *
   * @param hidden values that were hidden because of where they are
   */
  SecretMask(Collection<String> hidden) {
    repeated =
        new TreeSet<>(hidden)
            .stream()
                .filter(value -> value.length() >= REPEATED_MIN)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
  }

  /** Whether a value is secret because of its key. */
  static boolean isSecretKey(String key) {
    return KEYS.contains(plain(key));
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /** Whether everything below a key is secret. */
  static boolean isSecretWhole(String key) {
    return WHOLE.contains(plain(key));
  }

  /** Whether a variable of this name holds a secret. */
  static boolean isSecretVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }

  /** A text with everything hidden that looks secret or was hidden elsewhere. */
  String text(String text) {
    if (KUBECONFIG.matcher(text).matches() && text.contains("users")) {
      return HIDDEN;
    }
    String masked = text;
    for (String value : repeated) {
      masked = masked.replace(value, HIDDEN);
    }
    for (Pattern credential : CREDENTIALS) {
      masked = credential.matcher(masked).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }
    String assigned = "$1" + Matcher.quoteReplacement(HIDDEN);
    masked = ASSIGNED.matcher(masked).replaceAll(assigned);
    return ASSIGNED_OR_SAID.matcher(masked).replaceAll(assigned);
  }
}
