package dev.tenantry.stores.objects;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One IAM binding on a bucket, for a tenant's principals.
 *
 * @param bucket on which it is declared; with uniform bucket-level access, or object ACLs would
 *     open what it closes
 * @param role may read and write objects but neither the bucket nor anybody's rights
 * @param condition of the binding, none on a bucket of the tenant's own
 */
public record ObjectGrant(String bucket, String role, Optional<Condition> condition) {
  private static final String ROLE = "roles/storage.objectUser";

  /** Google's rule for bucket names without dots; above all, it holds no quote. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]");

  /**
   * An IAM condition.
   *
   * @param title at most 100 characters (Google's limit), shown in audit logs
   * @param expression in the Common Expression Language
   */
  public record Condition(String title, String expression) {}

  /**
   * Checks the bucket's name.
   *
   * @throws IllegalArgumentException if Google would not take it
   */
  public ObjectGrant {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException("not a name of a bucket: " + bucket);
    }
  }

  /** For a tenant with a bucket of its own. */
  public static ObjectGrant ownBucket(TenantId tenant) {
    return new ObjectGrant(StoreNames.bucket(tenant), ROLE, Optional.empty());
  }

  /**
   * For a tenant in a shared bucket: objects below its prefix, and lists that ask for them.
   *
   * <p>A list is judged with the bucket as resource, so it needs the second half; a list without
   * prefix has an empty one, which starts with nothing of anybody's.
   */
  public static ObjectGrant prefix(String bucket, TenantId tenant) {
    String prefix = StoreNames.objectPrefix(tenant);
    String expression =
        ("resource.name.startsWith(\"projects/_/buckets/" + bucket + "/objects/" + prefix + "\")")
            + " || api.getAttribute(\"storage.googleapis.com/objectListPrefix\", \"\")"
            + (".startsWith(\"" + prefix + "\")");
    String title = "objects of " + StoreNames.login(tenant);
    return new ObjectGrant(bucket, ROLE, Optional.of(new Condition(title, expression)));
  }
}
