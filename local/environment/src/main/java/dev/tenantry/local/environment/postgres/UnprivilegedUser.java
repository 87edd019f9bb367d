package dev.tenantry.local.environment.postgres;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL refuses to run as root. Where this program does, the first way that works is used.
 *
 * @param prefix the words before a command; none where no switch is needed
 * @param owner who must own the data folder; empty where that is the present user
 */
record UnprivilegedUser(List<String> prefix, String owner) {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String NOBODY = "nobody";

  private static final List<UnprivilegedUser> WAYS =
      List.of(
          // In a user namespace of its own root is `nobody` and still owns its files.
          new UnprivilegedUser(List.of("unshare", "-U"), ""),
          // Where namespaces are forbidden, as in many containers. (A capability that opens root's
          // folders would not help: the server asks with access(2), which ignores it.)
          new UnprivilegedUser(
              List.of("setpriv", "--reuid=" + NOBODY, "--regid=65534", "--clear-groups"), NOBODY),
          new UnprivilegedUser(List.of("runuser", "-u", NOBODY, "--"), NOBODY));

  /** The way for the present user; each is tried on a command that looks into both folders. */
  static UnprivilegedUser find(Map<String, String> variables, Path programs, StateFolder folder) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new UnprivilegedUser(List.of(), "");
    }
    Path state = folder.root();
    List<String> look =
        List.of(
            "test", "-x", programs.resolve("bin/postgres").toString(), "-a", "-d", state + "/data");
    for (UnprivilegedUser way : WAYS) {
      folder.setPassable(!way.owner().isEmpty());
      if (works(variables, way.command(look))) {
        return way;
      }
    }
    throw new Failure(
        "PostgreSQL does not run as root, and none of unshare, setpriv and runuser can switch to"
            + " a user who may read "
            + programs
            + " and "
            + state
            + "\n  Run as a plain user, or set PGHOST to a server of yours, or choose --state and"
            + " --cache in\n  folders that other users may enter (those of root's home are closed"
            + " to them).");
  }

  private static boolean works(Map<String, String> variables, List<String> words) {
    try {
      return new Command(words, variables).run(LIMIT).succeeded();
    } catch (Failure e) {
      // The program is not installed.
      return false;
    }
  }

  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }
}
