package dev.tenantry.local.environment.agents;

/**
 * What is remembered of a process of the last plan.
 *
 * @param level how far it is from one that depends on nothing
 * @param fingerprint of all that it was started with
 * @param healthPort the number of the port that is asked
 * @param healthPath what is asked there
 */
record StartedProcess(
    String name, int level, String fingerprint, int healthPort, String healthPath) {
  String toFact() {
    return level + " " + fingerprint + " " + healthPort + " " + healthPath;
  }

  static StartedProcess fromFact(String name, String fact) {
    String[] words = fact.split(" ", 4);
    return new StartedProcess(
        name, Integer.parseInt(words[0]), words[1], Integer.parseInt(words[2]), words[3]);
  }
}
