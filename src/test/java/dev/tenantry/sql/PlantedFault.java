package dev.tenantry.sql;

import java.util.List;

/**
 * A fault that the lint must find.
 *
 * @param rule the only rule that finds it
 * @param names what the finding must say
 * @param sql what makes it, run as a superuser
 */
record PlantedFault(String rule, String names, List<String> sql) {
  static PlantedFault of(String rule, String names, String... sql) {
    return new PlantedFault(rule, names, List.of(sql));
  }

  @Override
  public String toString() {
    return rule + ": " + sql.get(sql.size() - 1);
  }
}
