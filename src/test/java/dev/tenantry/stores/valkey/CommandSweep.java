package dev.tenantry.stores.valkey;

import dev.tenantry.stores.valkey.ServerCommand.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import redis.clients.jedis.Jedis;

/**
 * Every command that a server has, called by one tenant with another one's keys.
 *
 * <p>What counts is what the server does, not what we think that it should: an answer that holds
 * the victim's data or differs by whether a key exists, an answer where a refusal is due, or a
 * change.
 */
final class CommandSweep {
  /** Whoever leaves a channel, also one that it never was in, learns nothing. */
  private static final List<String> LEAVE = List.of("unsubscribe", "punsubscribe", "sunsubscribe");

  private final TestServer server;
  private final String user;
  private final String password;
  private final Planted own;
  private final Planted victim;
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Boolean> runnable = new TreeMap<>();
  private int calls;
  private Jedis connection;

  CommandSweep(TestServer server, String user, String password, Planted own, Planted victim) {
    this.server = server;
    this.user = user;
    this.password = password;
    this.own = own;
    this.victim = victim;
  }

  /** Calls these commands, and looks at the victim after each. */
  CommandSweep run(List<ServerCommand> commands) {
    try (Jedis admin = server.admin()) {
      List<String> before = victim.fingerprint(admin);
      for (ServerCommand command : commands) {
        sweep(command);
        if (!victim.fingerprint(admin).equals(before)) {
          findings.add(command.name() + " changed the victim's data or a user");
          victim.plant(admin);
          before = victim.fingerprint(admin);
        }
      }
    }
    if (connection != null) {
      connection.close();
    }
    return this;
  }

  /** What went wrong, one line for each call. */
  List<String> findings() {
    return findings;
  }

  /** Commands that the user may run at all. */
  TreeSet<String> runnable() {
    TreeSet<String> names = new TreeSet<>();
    runnable.forEach(
        (name, may) -> {
          if (may) {
            names.add(name);
          }
        });
    return names;
  }

  /** Commands of which no call was judged by what the user may do. */
  List<String> unjudged(List<ServerCommand> commands) {
    return commands.stream()
        .filter(command -> !command.container())
        .map(ServerCommand::name)
        .filter(name -> !runnable.containsKey(name))
        .toList();
  }

  int calls() {
    return calls;
  }

  private void sweep(ServerCommand command) {
    String theirs = victim.keyFor(command.group());
    String mine = own.keyFor(command.group());
    List<IntFunction<String>> mixes =
        List.of(k -> theirs, k -> k == 0 ? mine : theirs, k -> k == 0 ? theirs : mine);
    for (IntFunction<String> mix : mixes) {
      for (Call call : command.calls(mix, theirs)) {
        // A call with own keys only is no attack.
        if (call.keys().isEmpty() || call.keys().contains(theirs)) {
          judge(command, call, theirs);
        }
      }
    }
  }

  private void judge(ServerCommand command, Call call, String theirs) {
    Reply reply = send(call.words());
    if (!reply.isMisspelt()) {
      runnable.merge(command.name(), !reply.commandIsRefused(), Boolean::logicalAnd);
    }
    if (reply.text().contains(Planted.SECRET) || reply.text().contains(Planted.HIDDEN)) {
      findings.add(call + " showed the victim's data");
    }
    boolean channel = command.group().equals("pubsub") && !LEAVE.contains(command.name());
    if (!call.keys().contains(theirs) && !(channel && call.words().contains(theirs))) {
      return;
    }
    if (!reply.error()) {
      findings.add(call + " was answered");
    }
    String absent = theirs + "-absent";
    List<String> blind = call.words().stream().map(w -> w.equals(theirs) ? absent : w).toList();
    if (!send(blind).text().replace(absent, theirs).equals(reply.text())) {
      findings.add(call + " tells whether a key exists");
    }
  }

  /** On a fresh connection whenever the last call may have left the old one in another state. */
  private Reply send(List<String> call) {
    calls++;
    if (connection == null) {
      connection = server.login(user, password);
    }
    Reply reply = Reply.of(connection, call);
    if (!reply.text().startsWith("NOPERM")) {
      connection.close();
      connection = null;
    }
    return reply;
  }
}
