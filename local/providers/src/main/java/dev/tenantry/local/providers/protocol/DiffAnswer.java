package dev.tenantry.local.providers.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;

/** Turns differences into the engine's answer to Diff. */
public final class DiffAnswer {
  private DiffAnswer() {}

  /**
   * The answer for input differences.
   *
   * @param changes what differs
   * @param replaces which places can be changed only by a new resource
   * @param deleteFirst whether the old one must go before the new one comes
   */
  public static DiffResponse of(
      List<Change> changes, Predicate<PropertyPath> replaces, boolean deleteFirst) {
    if (changes.isEmpty()) {
      return DiffResponse.newBuilder()
          .setChanges(DiffChanges.DIFF_NONE)
          .setHasDetailedDiff(true)
          .build();
    }
    DiffResponse.Builder answer =
        DiffResponse.newBuilder().setChanges(DiffChanges.DIFF_SOME).setHasDetailedDiff(true);
    List<String> replacing = new ArrayList<>();
    for (Change change : changes) {
      boolean replace = replaces.test(change.path());
      if (replace) {
        replacing.add(change.path().toString());
      }
      answer.putDetailedDiff(
          change.path().toString(),
          PropertyDiff.newBuilder()
              .setKind(change.kind().word(replace))
              .setInputDiff(true)
              .build());
    }
    changes.stream().map(change -> change.path().top()).distinct().forEach(answer::addDiffs);
    answer.addAllReplaces(replacing);
    answer.setDeleteBeforeReplace(deleteFirst && !replacing.isEmpty());
    return answer.build();
  }
}
