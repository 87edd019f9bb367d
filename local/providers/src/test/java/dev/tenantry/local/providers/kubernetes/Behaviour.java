package dev.tenantry.local.providers.kubernetes;

/**
 * One promise of the kubernetes provider.
 *
 * @param name a sentence
 * @param proof fails when the promise is broken
 */
record Behaviour(String name, Proof proof) {
  /** The check of one promise. */
  interface Proof {
    void run(Fixture fixture) throws Exception;
  }
}
