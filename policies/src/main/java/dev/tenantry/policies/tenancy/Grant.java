package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One member of an IAM policy of Google Cloud.
 *
 * @param resource where it is written
 * @param member as IAM writes it
 */
record Grant(Resource resource, String member) {
  private static final Pattern TYPE = Pattern.compile(".*I(AM|am)(Member|Binding)");

  /** A ServiceAccount of Kubernetes, in IAM's newer and older notation. */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "principal://.*/subject/ns/([^/]+)/sa/([^/]+)"
              + "|serviceAccount:[^\\[]+\\.svc\\.id\\.goog\\[([^/]+)/([^]]+)]");

  /** Where grants of each type say what they stand on. */
  private static final List<String> TARGETS =
      List.of(
          "secretId",
          "bucket",
          "topic",
          "subscription",
          "serviceAccountId",
          "cryptoKeyId",
          "keyRingId",
          "repository",
          "instance",
          "project");

  private static final String SERVICE_ACCOUNT = "serviceAccount:";

  /** All grants of a stack whose member is known. */
  static List<Grant> of(Tenancy tenancy) {
    List<Grant> grants = new ArrayList<>();
    for (Resource one : tenancy.all()) {
      if (one.isGoogle() && TYPE.matcher(one.type()).matches()) {
        Stream.concat(Stream.of(one.at("member")), one.at("members").items().stream())
            .map(Value::text)
            .flatMap(Optional::stream)
            .forEach(member -> grants.add(new Grant(one, member)));
      }
    }
    return grants;
  }

  /** The Namespace of the ServiceAccount of Kubernetes that it names. */
  Optional<String> namespace() {
    return account(1, 3);
  }

  /** The name of that ServiceAccount. */
  Optional<String> account() {
    return account(2, 4);
  }

  /** The address of the Google service account that it names. */
  Optional<String> email() {
    return member.startsWith(SERVICE_ACCOUNT) && member.contains("@")
        ? Optional.of(member.substring(SERVICE_ACCOUNT.length()))
        : Optional.empty();
  }

  /** What it stands on, as far as it is known. */
  Optional<String> target() {
    return TARGETS.stream()
        .map(key -> resource.at(key).text())
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The role, without the start that all have; empty if it is not known. */
  String role() {
    return resource.at("role").text().map(role -> role.replaceFirst("^roles/", "")).orElse("");
  }

  private Optional<String> account(int newer, int older) {
    Matcher matcher = ACCOUNT.matcher(member);
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(newer)).or(() -> Optional.of(matcher.group(older)))
        : Optional.empty();
  }
}
