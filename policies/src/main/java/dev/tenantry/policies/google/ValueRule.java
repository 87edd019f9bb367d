package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Remedy;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Value;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules on one value of one type of resource. */
final class ValueRule {
  private ValueRule() {}

  /**
   * A value must be something.
   *
   * @param type the resource's type token
   * @param path of the value
   * @param holds what must be so of it
   * @param wanted the same in words, such as {@code must name a key}
   */
  static ResourceRule that(
      RuleInfo info, String type, String path, Function<Value, Answer> holds, String wanted) {
    return that(info, one -> one.type().equals(type), path, holds, wanted);
  }

  /** A value of some resources must be something. */
  static ResourceRule that(
      RuleInfo info,
      Predicate<Resource> applies,
      String path,
      Function<Value, Answer> holds,
      String wanted) {
    return new ResourceRule(
        info,
        applies,
        (one, findings) -> {
          Value value = one.at(path);
          findings.require(holds.apply(value), one, value, wanted);
        });
  }

  /** A value must be said and be this one. */
  static ResourceRule is(RuleInfo info, String type, String path, Object wanted) {
    return that(info, type, path, value -> value.is(wanted), "must be " + wanted);
  }

  /** A value must be said and be this one, and nobody can have meant not to say it. */
  static ResourceRule isAlways(RuleInfo info, String type, String path, Object wanted) {
    return is(info, type, path, wanted).remediedBy(Remedy.of(path, wanted));
  }

  /** A value must not be this one; Google's default is another. */
  static ResourceRule isNot(RuleInfo info, String type, String path, Object unwanted) {
    return that(info, type, path, value -> value.is(unwanted).not(), "must not be " + unwanted);
  }

  /** A text, list or map must be there and hold something. */
  static ResourceRule isSaid(RuleInfo info, String type, String path, String wanted) {
    return that(info, type, path, value -> value.isEmpty().not(), wanted);
  }
}
