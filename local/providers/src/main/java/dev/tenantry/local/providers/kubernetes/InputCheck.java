package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Change;
import dev.tenantry.local.providers.protocol.Digest;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.Secret;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;

/** Fills in what a manifest leaves out, and says what is wrong with it. */
final class InputCheck {
  static final String AUTONAMED = "pulumi.com/autonamed";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[^/%]+");

  private final Cluster cluster;
  private final DryRuns dryRuns;
  private final boolean forceAlways;

  InputCheck(Cluster cluster, DryRuns dryRuns, boolean forceAlways) {
    this.cluster = cluster;
    this.dryRuns = dryRuns;
    this.forceAlways = forceAlways;
  }

  CheckResponse check(CheckRequest request) {
    TypeToken token = TypeToken.parse(Urn.parse(request.getUrn()).type());
    Map<String, Object> olds = Properties.fromStruct(request.getOlds());
    Map<String, Object> inputs = Properties.fromStruct(request.getNews());
    List<CheckFailure> failures = new ArrayList<>();
    inputs = withType(inputs, token, failures);
    inputs = withName(inputs, token, request, failures);
    inputs = withNamespace(inputs, token, failures);
    inputs = token.isSecret() ? withSecretData(inputs) : inputs;
    if (failures.isEmpty() && !Change.between(olds, inputs).isEmpty()) {
      failures.addAll(validate(new Manifest(request.getUrn(), token, inputs)));
    }
    return CheckResponse.newBuilder()
        .setInputs(Properties.toStruct(inputs))
        .addAllFailures(failures)
        .build();
  }

  private static Map<String, Object> withType(
      Map<String, Object> inputs, TypeToken token, List<CheckFailure> failures) {
    String kind = Tree.text(inputs, "kind");
    String apiVersion = Tree.text(inputs, "apiVersion");
    if (!List.of("", token.kind(), token.kind() + "Patch").contains(kind)) {
      failures.add(
          failure("kind", "is " + kind + ", but the resource's type says " + token.kind()));
    }
    if (!List.of("", token.apiVersion()).contains(apiVersion)) {
      failures.add(
          failure(
              "apiVersion",
              "is " + apiVersion + ", but the resource's type says " + token.apiVersion()));
    }
    return Tree.with(Tree.with(inputs, token.kind(), "kind"), token.apiVersion(), "apiVersion");
  }

  private static Map<String, Object> withName(
      Map<String, Object> inputs,
      TypeToken token,
      CheckRequest request,
      List<CheckFailure> failures) {
    Optional<Object> name = Tree.find(inputs, "metadata", "name");
    if (name.isPresent() || Tree.find(inputs, "metadata").filter(Tree::hasUnknown).isPresent()) {
      name.filter(String.class::isInstance)
          .map(String.class::cast)
          .flatMap(text -> nameProblem(text, token))
          .ifPresent(problem -> failures.add(failure("metadata.name", problem)));
      return inputs;
    }
    if (token.patch()) {
      failures.add(failure("metadata.name", "a patch must name the object that it changes"));
      return inputs;
    }
    Map<String, Object> olds = Properties.fromStruct(request.getOlds());
    String fresh =
        Urn.parse(request.getUrn()).name()
            + "-"
            + Digest.hex(request.getRandomSeed().toByteArray(), 8);
    boolean keeps = Tree.text(olds, "metadata", "annotations", AUTONAMED).equals("true");
    String given = keeps ? Tree.text(olds, "metadata", "name") : fresh;
    nameProblem(given, token).ifPresent(problem -> failures.add(failure("metadata.name", problem)));
    Map<String, Object> named = Tree.with(inputs, given, "metadata", "name");
    return Tree.with(named, "true", "metadata", "annotations", AUTONAMED);
  }

  private static Optional<String> nameProblem(String name, TypeToken token) {
    Pattern allowed = SUBDOMAIN;
    if (token.group().equals("rbac.authorization.k8s.io")) {
      allowed = SEGMENT;
    } else if (token.isNamespace() || token.kind().equals("Service")) {
      allowed = LABEL;
    }
    return allowed.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("\"" + name + "\" is not a valid name for a " + token.kind());
  }

  private Map<String, Object> withNamespace(
      Map<String, Object> inputs, TypeToken token, List<CheckFailure> failures) {
    Optional<ApiKind> served =
        cluster.unreachable().isEmpty() ? cluster.discovery().find(token) : Optional.empty();
    Scope scope = Scope.of(token, served);
    Optional<Object> namespace = Tree.find(inputs, "metadata", "namespace");
    if (scope == Scope.CLUSTER && namespace.isPresent()) {
      failures.add(
          failure("metadata.namespace", token.kind() + " is cluster-scoped: remove the namespace"));
    } else if (scope == Scope.NAMESPACED && namespace.isEmpty()) {
      return Tree.with(inputs, cluster.namespace(), "metadata", "namespace");
    }
    namespace
        .filter(value -> value instanceof String text && !LABEL.matcher(text).matches())
        .ifPresent(
            value ->
                failures.add(
                    failure("metadata.namespace", "\"" + value + "\" is not a valid namespace")));
    return inputs;
  }

  /** The contents of a Secret never reach the state in clear, whatever the program marked. */
  static Map<String, Object> withSecretData(Map<String, Object> object) {
    Map<String, Object> result = object;
    for (String field : List.of("data", "stringData")) {
      if (object.containsKey(field)) {
        result = Tree.with(result, new Secret(Tree.plainValue(object.get(field))), field);
      }
    }
    return result;
  }

  private List<CheckFailure> validate(Manifest manifest) {
    Verdict verdict = dryRuns.askForced(manifest, manifest.mode(forceAlways));
    if (!verdict.isInvalid()) {
      return List.of();
    }
    ApiFailure refusal = verdict.refusal().orElseThrow();
    if (refusal.causes().isEmpty()) {
      return refusal.isImmutable() ? List.of() : List.of(failure("", refusal.said()));
    }
    // Immutable fields are Diff's business: there they lead to a replacement.
    return refusal.causes().stream()
        .filter(cause -> !cause.isImmutable())
        .map(
            cause ->
                failure(
                    cause.path().toString(),
                    manifest.hasSecret() ? cause.messageWithoutValue() : cause.message()))
        .toList();
  }

  private static CheckFailure failure(String property, String reason) {
    return CheckFailure.newBuilder().setProperty(property).setReason(reason).build();
  }
}
