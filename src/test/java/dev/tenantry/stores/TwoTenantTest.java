package dev.tenantry.stores;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a test class as the one in which one tenant tries to reach another one's data in a kind
 * of store.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TwoTenantTest {
  /** The kind, or kinds. */
  StoreKind[] value();

  /** What is tried, against what, in a sentence. */
  String covers();

  /** What a reader could think is tried and is not. */
  String leaves();
}
