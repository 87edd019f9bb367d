package dev.tenantry.stores;

/**
 * Every kind of store that holds tenants' data.
 *
 * <p>Whoever adds a store adds it here. The isolation registry then asks for its two-tenant test,
 * and every switch over the kinds for what erasing or exporting means there.
 */
public enum StoreKind {
  POSTGRES_SHARED("row level security bound to the tenant's login"),
  POSTGRES_DATABASE("a database that only the tenant's login may enter"),
  SQLITE("a volume of its own in the tenant's Namespace"),
  VALKEY("an access control list with the tenant's key and channel prefix"),
  NATS("an account of its own: no subject, stream or inbox crosses it"),
  QDRANT("a collection of its own and a token that names only it"),
  BUCKET("a bucket of its own with the tenant's principals only"),
  BUCKET_PREFIX("an IAM condition on the object's name");

  private final String wall;

  StoreKind(String wall) {
    this.wall = wall;
  }

  /** What keeps another tenant out, in a few words. */
  public String wall() {
    return wall;
  }
}
