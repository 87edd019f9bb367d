package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Change;
import dev.tenantry.local.providers.protocol.DiffAnswer;
import dev.tenantry.local.providers.protocol.Properties;
import dev.tenantry.local.providers.protocol.PropertyPath;
import dev.tenantry.local.providers.protocol.Tree;
import dev.tenantry.local.providers.protocol.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;

/** Compares the program's inputs before and now, and learns from the API server what is fixed. */
final class ObjectDiff {
  private static final Set<String> IDENTITY =
      Set.of("apiVersion", "kind", "metadata.name", "metadata.namespace");

  private final DryRuns dryRuns;
  private final boolean forceAlways;

  ObjectDiff(DryRuns dryRuns, boolean forceAlways) {
    this.dryRuns = dryRuns;
    this.forceAlways = forceAlways;
  }

  DiffResponse diff(DiffRequest request) {
    TypeToken token = TypeToken.parse(Urn.parse(request.getUrn()).type());
    Map<String, Object> olds = Properties.fromStruct(request.getOldInputs());
    Map<String, Object> news = Properties.fromStruct(request.getNews());
    List<Change> changes = new ArrayList<>(Change.between(olds, news));
    Manifest manifest = new Manifest(request.getUrn(), token, news);
    if (changes.isEmpty() || changes.stream().anyMatch(change -> isIdentity(change, olds, news))) {
      return DiffAnswer.of(changes, path -> isIdentity(path, olds, news), false);
    }
    List<PropertyPath> fixed = fixedFields(manifest);
    // The API server names the field that it guards, which may lie above or below the difference.
    for (PropertyPath field : fixed) {
      if (changes.stream().noneMatch(change -> touches(change.path(), field))) {
        changes.add(new Change(field, Change.Kind.UPDATE));
      }
    }
    boolean autonamed = manifest.annotation(InputCheck.AUTONAMED).equals("true");
    return DiffAnswer.of(
        changes, path -> fixed.stream().anyMatch(field -> touches(path, field)), !autonamed);
  }

  private static boolean touches(PropertyPath path, PropertyPath field) {
    return path.isIn(field) || field.isIn(path);
  }

  private static boolean isIdentity(
      Change change, Map<String, Object> olds, Map<String, Object> news) {
    return isIdentity(change.path(), olds, news);
  }

  private static boolean isIdentity(
      PropertyPath path, Map<String, Object> olds, Map<String, Object> news) {
    if (!IDENTITY.contains(path.toString())) {
      return false;
    }
    // apps/v1beta1 to apps/v1 is the same object, served under another version.
    return !path.toString().equals("apiVersion") || !group(olds).equals(group(news));
  }

  private static String group(Map<String, Object> inputs) {
    String apiVersion = Tree.text(inputs, "apiVersion");
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }

  private List<PropertyPath> fixedFields(Manifest manifest) {
    Verdict verdict = dryRuns.askForced(manifest, manifest.mode(forceAlways));
    if (!verdict.isInvalid()) {
      return List.of();
    }
    ApiFailure refusal = verdict.refusal().orElseThrow();
    if (refusal.causes().isEmpty() && refusal.isImmutable()) {
      return List.of(new PropertyPath(List.of("spec")));
    }
    return refusal.causes().stream()
        .filter(ApiFailure.Cause::isImmutable)
        .map(ApiFailure.Cause::path)
        .toList();
  }
}
