package dev.tenantry.stores.objects;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.golden.Golden;
import dev.tenantry.naming.StoreNames;
import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bindings on buckets, with their conditions evaluated on requests of both tenants. */
@TwoTenantTest(
    value = {StoreKind.BUCKET, StoreKind.BUCKET_PREFIX},
    covers =
        "that two tenants' own buckets differ; the condition's value, by an implementation of CEL,"
            + " for objects and lists of one's own, of the other tenant and with tricks in their"
            + " names",
    leaves =
        "that Cloud Storage evaluates it so, and that the bucket's access is uniform: no cloud")
class ObjectGrantTest {
  private static final String BUCKET = "acme-prod-objects";
  private static final String CONDITION =
      ObjectGrant.prefix(BUCKET, ATTACKER).condition().orElseThrow().expression();

  @Test
  void bindingsAreReviewedAsTheyAreDeclared() {
    Golden.assertMatches(
        "stores/object-grants.txt",
        ObjectGrant.ownBucket(ATTACKER) + "\n" + ObjectGrant.prefix(BUCKET, ATTACKER) + "\n");
  }

  /** OWN and OTHER stand for {@code t_<id>} of the two tenants. */
  @ParameterizedTest
  @CsvSource({
    "OWN/a, true",
    "OWN/a/b/c, true",
    "OWN/OTHER/a, true",
    "OWN/../OTHER/a, true",
    "OTHER/a, false",
    "OTHER/OWN/a, false",
    "OTHER/../OWN/a, false",
    "OWN, false",
    "OWNx/a, false",
    "OWN-/a, false",
    "/OWN/a, false",
    "./OWN/a, false",
    "x/OWN/a, false",
    "OWN%2Fa, false",
    "OWN\\a, false",
    "objects/OWN/a, false",
    "'', false",
  })
  void objectsBelowTheOwnPrefixAreOpenAndNoOthers(String name, boolean open) {
    // Cloud Storage knows no folders: `OWN/../OTHER/a` is an object of that name, and OWN's.
    assertThat(ConditionCase.object(CONDITION, BUCKET, fill(name))).isEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource({
    "OWN/, true",
    "OWN/a, true",
    "OTHER/, false",
    "OWN, false",
    "OWNx/, false",
    "t_, false",
    "'', false",
    "/, false",
  })
  void listsMustAskForTheOwnPrefix(String prefix, boolean open) {
    assertThat(ConditionCase.list(CONDITION, BUCKET, fill(prefix))).isEqualTo(open);
  }

  @Test
  void neitherTheBucketNorAnotherBucketsObjectsAreOpen() {
    assertThat(ConditionCase.bucket(CONDITION, BUCKET)).isFalse();
    assertThat(ConditionCase.object(CONDITION, BUCKET + "-2", fill("OWN/a"))).isFalse();
    String nested = BUCKET + "/objects/x/projects/_/buckets/" + BUCKET;
    assertThat(ConditionCase.object(CONDITION, nested, fill("OWN/a"))).isFalse();
  }

  /** The evaluation has to see what the slash at the end is for. */
  @Test
  void withoutTheSlashANeighbourWouldBeOpen() {
    String weak = CONDITION.replace("/\")", "\")");
    assertThat(ConditionCase.object(weak, BUCKET, fill("OWNx/a"))).isTrue();
    assertThat(ConditionCase.list(weak, BUCKET, fill("OWNx/"))).isTrue();
  }

  @Test
  void bucketsOfTwoTenantsDifferAndFit() {
    ObjectGrant own = ObjectGrant.ownBucket(ATTACKER);
    assertThat(own.bucket()).isNotEqualTo(ObjectGrant.ownBucket(VICTIM).bucket());
    assertThat(own.bucket()).hasSizeLessThanOrEqualTo(63);
    assertThat(own.condition()).isEmpty();
  }

  @Test
  void aBucketsNameCannotChangeTheCondition() {
    assertThatThrownBy(() -> ObjectGrant.prefix("b\") || true || (\"", ATTACKER))
        .hasMessageContaining("not a name of a bucket");
  }

  private static String fill(String text) {
    return text.replace("OWN", StoreNames.login(ATTACKER))
        .replace("OTHER", StoreNames.login(VICTIM));
  }
}
