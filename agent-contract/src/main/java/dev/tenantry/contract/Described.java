package dev.tenantry.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting means, in the words of its JSON Schema and of docs/agent-contract.md. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Described {
  /** One or two sentences. */
  String value();

  /** The least value of a whole number; records and schemas both refuse less. */
  int min() default 1;
}
