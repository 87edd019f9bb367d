package dev.tenantry.sql;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that an agent with its pod's credential can try with any SQL it likes.
 *
 * @param id stable; I identity, R reads, W writes, D resources, C channels
 * @param what is tried
 * @param why it is known to leak where it does; empty if it must be held in every mode
 * @param attempt tries it
 */
record Attack(String id, String what, String why, Attempt attempt) {
  /** One try. */
  @FunctionalInterface
  interface Attempt {
    /** Whether the attacker got anything that it should not have. */
    boolean succeeds(AttackScene scene) throws Exception;
  }

  /** Held if the server refuses every statement. */
  static Attack refused(String id, String what, String... sql) {
    return new Attack(id, what, "", scene -> scene.anyRuns(sql));
  }

  /** Held if no statement answers with the secret, be it in an error. */
  static Attack blind(String id, String what, String... sql) {
    return new Attack(id, what, "", scene -> scene.anyTells(sql));
  }

  static Attack held(String id, String what, Attempt attempt) {
    return new Attack(id, what, "", attempt);
  }

  static Attack leaks(String id, String what, String why, Attempt attempt) {
    return new Attack(id, what, why, attempt);
  }

  static List<Attack> all() {
    return Stream.of(IdentityAttacks.ALL, ReadAttacks.ALL, WriteAttacks.ALL, ChannelAttacks.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String toString() {
    return id + " " + what;
  }
}
