package dev.tenantry.local.environment.plugins;

/** What was chosen and why, in words. */
public record ProviderChoice(Provider provider, boolean real, String reason) {

  /** The value of TENANTRY_PROVIDERS. */
  public String word() {
    return real ? "real" : "test";
  }

  /** One line for the output of `up`. */
  public String line() {
    return "provider " + provider.name() + " " + provider.version() + ": " + reason;
  }
}
