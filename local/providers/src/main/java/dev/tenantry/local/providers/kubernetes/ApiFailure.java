package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.PropertyPath;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server refused a request. */
final class ApiFailure extends ProviderFailure {
  private static final long serialVersionUID = 1L;
  private static final String UNTYPED = "failed to create typed patch object";
  private static final Pattern UNTYPED_FIELD =
      Pattern.compile("(?:^|\\s|: )\\.(\\S+): ((?:(?!\\n).)+)");
  private static final Pattern IMMUTABLE =
      Pattern.compile(
          "immutable|may not (be )?change|cannot (be )?change|can't be changed"
              + "|updates to .* (are )?forbidden|update.* is not allowed",
          Pattern.CASE_INSENSITIVE);

  /** One field that the API server complains about. */
  record Cause(String reason, String message, String field) {
    PropertyPath path() {
      return PropertyPath.parse(field);
    }

    boolean isImmutable() {
      return IMMUTABLE.matcher(message).find();
    }

    /** The complaint without the value that it quotes, which may be a secret. */
    String messageWithoutValue() {
      return message.replaceFirst("(?s)^(Invalid|Unsupported) value: .*?: (?=[a-z])", "");
    }
  }

  private final int code;
  private final String reason;
  private final String said;
  private final transient List<Cause> causes;
  private final String missingKind;

  ApiFailure(String action, int code, Map<String, Object> status) {
    super(action + ": " + said(code, status));
    this.code = code;
    this.reason = Tree.text(status, "reason");
    this.said = said(code, status);
    this.missingKind = Tree.text(status, "details", "kind");
    this.causes = causes(said, Tree.list(status, "details", "causes"));
  }

  private static String said(int code, Map<String, Object> status) {
    String message = Tree.text(status, "message");
    return message.isEmpty() ? "the API server answered " + code : message;
  }

  private static List<Cause> causes(String message, List<Object> details) {
    List<Cause> causes = new ArrayList<>();
    for (Object cause : details) {
      causes.add(
          new Cause(
              Tree.text(cause, "reason"), Tree.text(cause, "message"), Tree.text(cause, "field")));
    }
    if (causes.isEmpty() && message.contains(UNTYPED)) {
      // Errors of the merge schema come as text only, one line per field.
      Matcher field = UNTYPED_FIELD.matcher(message.substring(message.indexOf(UNTYPED)));
      while (field.find()) {
        causes.add(new Cause("FieldValueInvalid", field.group(2), field.group(1)));
      }
    }
    return causes;
  }

  int code() {
    return code;
  }

  /** What the API server said, without what we asked. */
  String said() {
    return said;
  }

  List<Cause> causes() {
    return causes;
  }

  boolean isNotFound() {
    return code == 404;
  }

  /** The namespace that the object should go to does not exist. */
  boolean isNamespaceMissing() {
    return code == 404 && missingKind.equals("namespaces");
  }

  /** Another field manager owns a field that we set. */
  boolean isFieldConflict() {
    return code == 409
        && causes.stream().anyMatch(cause -> cause.reason().equals("FieldManagerConflict"));
  }

  /** The object itself is wrong, whatever else is in the cluster. */
  boolean isInvalid() {
    return code == 422 || code == 400 || said.contains(UNTYPED);
  }

  /** The object could be stored, but not in place of the one that is there. */
  boolean isImmutable() {
    return IMMUTABLE.matcher(said).find() || causes.stream().anyMatch(Cause::isImmutable);
  }

  /** The user has no right to do this, so nothing can be concluded about the object. */
  boolean isAccessDenied() {
    return code == 401 || code == 403 && said.contains("User \"") && said.contains(" cannot ");
  }

  /** The namespace is one that the API server protects from deletion. */
  boolean isProtectedNamespace() {
    return code == 403 && said.contains("this namespace may not be deleted");
  }

  /** A moment later the same request may succeed. */
  boolean isTransient() {
    boolean quotaNotCounted = code == 403 && said.contains("status unknown for quota");
    boolean accountNotThere = code == 403 && said.contains("error looking up service account");
    boolean raced = code == 409 && reason.equals("Conflict") && !isFieldConflict();
    boolean busy = code == 429 || code == 503 || code == 504;
    return busy || raced || quotaNotCounted || accountNotThere;
  }
}
