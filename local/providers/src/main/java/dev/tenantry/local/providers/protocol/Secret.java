package dev.tenantry.local.providers.protocol;

/**
 * A value that the engine must encrypt in its state.
 *
 * @param value the value itself, never another secret
 */
public record Secret(Object value) {
  /** Flattens a secret inside a secret, which means the same as one. */
  public Secret {
    value = value instanceof Secret inner ? inner.value() : value;
  }

  /** Never the value: this text may end in a log. */
  @Override
  public String toString() {
    return "[secret]";
  }
}
