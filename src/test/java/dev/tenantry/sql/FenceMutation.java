package dev.tenantry.sql;

import java.util.List;

/**
 * A part of the fence that is taken away.
 *
 * @param name what, and of which table
 * @param rule of the lint that must notice
 * @param sql takes it away, as a superuser
 * @param mistake what must be wrong besides for the attack to succeed; empty where the part alone
 *     protects, else the part is defence in depth
 * @param login who attacks
 * @param attack succeeds if it runs and its answer is neither none nor zero
 */
record FenceMutation(
    String name, String rule, List<String> sql, List<String> mistake, String login, String attack) {
  FenceMutation(String name, String rule, String sql, String login, String attack) {
    this(name, rule, List.of(sql), List.of(), login, attack);
  }

  boolean isInDepth() {
    return !mistake.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
