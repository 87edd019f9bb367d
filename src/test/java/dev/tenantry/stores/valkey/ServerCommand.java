package dev.tenantry.stores.valkey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.SafeEncoder;

/**
 * One command as the server itself describes it, from {@code COMMAND DOCS}.
 *
 * @param words the command, with the subcommand if there is one
 * @param container whether it has subcommands; most such commands are nothing without one
 * @param group what the server sorts it under, such as {@code sorted-set}
 */
record ServerCommand(
    List<String> words, String group, boolean container, List<Argument> arguments) {
  /** Enough for every choice of the largest `oneof` that exists. */
  private static final int VARIANTS = 8;

  private static final int MANY = 5;

  /** One argument; {@code parts} are the choices of a `oneof` and the members of a `block`. */
  record Argument(
      String name, String type, String token, List<String> flags, List<Argument> parts) {}

  /** Every command and subcommand of a server. */
  static List<ServerCommand> all(Jedis admin) {
    List<ServerCommand> commands = new ArrayList<>();
    Object docs = admin.sendCommand(() -> SafeEncoder.encode("COMMAND"), "DOCS");
    map(docs).forEach((name, doc) -> add(commands, List.of(name), map(doc)));
    return commands;
  }

  private static void add(
      List<ServerCommand> commands, List<String> words, Map<String, Object> doc) {
    if (doc.containsKey("subcommands")) {
      map(doc.get("subcommands"))
          .forEach(
              (name, sub) -> {
                String last = name.substring(name.indexOf('|') + 1);
                add(commands, List.of(words.get(0), last), map(sub));
              });
    }
    String group = text(doc.get("group"));
    boolean container = doc.containsKey("subcommands");
    commands.add(new ServerCommand(words, group, container, arguments(doc.get("arguments"))));
  }

  /** How the command is called in lists of the server. */
  String name() {
    return String.join("|", words);
  }

  /** Whether the server says that it takes a key. */
  boolean takesKey() {
    return hasKey(arguments);
  }

  private static boolean hasKey(List<Argument> arguments) {
    return arguments.stream().anyMatch(a -> a.type().equals("key") || hasKey(a.parts()));
  }

  /**
   * Calls of the command: bare, with one to five words, with what the description asks for, with
   * every option, and with each choice.
   *
   * @param keys the first, second, … key
   * @param text what stands where any text may stand
   */
  List<Call> calls(IntFunction<String> keys, String text) {
    List<Call> calls = new ArrayList<>(List.of(new Call(words, List.of())));
    // Fewer and more words than described: a server may take them and forget to check a key.
    for (int count = 1; count <= MANY; count++) {
      List<String> some = new ArrayList<>(words);
      some.addAll(Collections.nCopies(count, text));
      calls.add(new Call(some, takesKey() ? List.of(text) : List.of()));
    }
    for (boolean options : List.of(false, true)) {
      for (int choice = 0; choice < VARIANTS; choice++) {
        Call call = new Call(new ArrayList<>(words), new ArrayList<>());
        Filling filling = new Filling(call, keys, text, options, choice);
        arguments.forEach(filling::add);
        calls.add(call);
      }
    }
    return calls.stream().distinct().toList();
  }

  /** What is sent, and which of its words are keys. */
  record Call(List<String> words, List<String> keys) {
    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  private record Filling(
      Call call, IntFunction<String> keys, String text, boolean options, int choice) {

    void add(Argument argument) {
      if (argument.flags().contains("optional") && !options) {
        return;
      }
      if (!argument.token().isEmpty()) {
        call.words().add(argument.token());
      }
      switch (argument.type()) {
        case "pure-token" -> {}
        case "oneof" -> add(argument.parts().get(Math.min(choice, argument.parts().size() - 1)));
        case "block" -> argument.parts().forEach(this::add);
        case "key" -> addKey(keys.apply(call.keys().size()));
        case "integer", "double" -> call.words().add(argument.name().equals("cursor") ? "0" : "1");
        case "unix-time" -> call.words().add("99999999999");
        case "pattern" -> call.words().add("*");
        default -> call.words().add(text);
      }
    }

    private void addKey(String key) {
      call.keys().add(key);
      call.words().add(key);
    }
  }

  private static List<Argument> arguments(Object list) {
    if (!(list instanceof List<?> items)) {
      return List.of();
    }
    return items.stream().map(item -> argument(map(item))).toList();
  }

  private static Argument argument(Map<String, Object> doc) {
    List<String> flags =
        doc.get("flags") instanceof List<?> list
            ? list.stream().map(ServerCommand::text).toList()
            : List.of();
    String token = doc.containsKey("token") ? text(doc.get("token")) : "";
    return new Argument(
        text(doc.get("name")),
        text(doc.get("type")),
        token,
        flags,
        arguments(doc.get("arguments")));
  }

  /** RESP2 has no maps: keys and values take turns. */
  private static Map<String, Object> map(Object turns) {
    List<?> list = (List<?>) turns;
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < list.size(); i += 2) {
      map.put(text(list.get(i)), list.get(i + 1));
    }
    return map;
  }

  private static String text(Object bytes) {
    return bytes instanceof byte[] text ? SafeEncoder.encode(text) : String.valueOf(bytes);
  }
}
