package dev.tenantry.demonstration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One process of a plan, in the words of local/README.md; {@link #port} and {@link #FOLDER} stand
 * for what only the local environment knows.
 *
 * @param name its name in {@code make status} and of its log
 * @param command program and arguments
 * @param variables its environment
 * @param files what its folder holds, by file name
 * @param ports names of its ports, unique in the plan; the first is its main one
 * @param health how it is asked whether it is ready
 * @param graceSeconds after which it is killed
 * @param dependsOn processes that must be ready before it
 * @param certificates none, or the one that it shows to others
 */
record PlannedProcess(
    String name,
    List<String> command,
    Map<String, String> variables,
    Map<String, String> files,
    List<String> ports,
    Health health,
    int graceSeconds,
    List<String> dependsOn,
    List<Certificate> certificates) {
  /** Stands for the folder of the process. */
  static final String FOLDER = "${folder}";

  /** How a process is asked whether it is ready: by the name of a port, and a path. */
  record Health(String port, String path) {
    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("port", port);
      json.put("path", path);
      return json;
    }
  }

  /** What a process shows to others: signed by whom, for whom, found where. */
  record Certificate(String authority, String uri, List<String> hosts) {
    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("authority", authority);
      json.put("uri", uri);
      json.put("hosts", hosts);
      return json;
    }
  }

  /** Stands for the number of a port. */
  static String port(String name) {
    return "${port:" + name + "}";
  }

  /** As plain maps and lists, in the order in which a person reads it. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("command", command);
    json.put("variables", new TreeMap<>(variables));
    json.put("files", new TreeMap<>(files));
    json.put("ports", ports);
    json.put("health", health.json());
    json.put("graceSeconds", graceSeconds);
    json.put("dependsOn", dependsOn);
    certificates.forEach(certificate -> json.put("certificate", certificate.json()));
    return json;
  }
}
