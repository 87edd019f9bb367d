package dev.tenantry.local.providers.protocol;

/**
 * The two parts of a resource's URN that a provider needs.
 *
 * @param type the type token without its parents
 * @param name the logical name
 */
public record Urn(String type, String name) {
  /** Reads {@code urn:pulumi:stack::project::Parent$type::name}. */
  public static Urn parse(String urn) {
    String[] parts = urn.split("::", 4);
    if (parts.length < 4) {
      throw new ProviderFailure("not a URN: " + urn);
    }
    return new Urn(parts[2].substring(parts[2].lastIndexOf('$') + 1), parts[3]);
  }
}
