package dev.tenantry.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of a configuration file.
 *
 * <p>On a method of a sealed type: the key whose word chooses one of its records ({@link Variant}).
 *
 * <p>The loader, the JSON Schemas and docs/config.md all read it, so that they cannot disagree.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface Key {
  /** What the key means, with its unit. */
  String value();

  /** The key in the file where Java does not allow the word; by default the component's name. */
  String name() default "";

  /** Whether a human must write the key; otherwise a tier or a default fills it. */
  boolean required() default false;

  /** What a {@link Quantity} counts. */
  Unit unit() default Unit.NONE;

  /** The least value of a whole number. */
  int min() default 0;

  /** The greatest value of a whole number: a guard against typing errors, not a capacity. */
  int max() default 1_000_000;
}
