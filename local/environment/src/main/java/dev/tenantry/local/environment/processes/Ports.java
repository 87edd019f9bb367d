package dev.tenantry.local.environment.processes;

import dev.tenantry.local.environment.state.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The loopback ports of an environment: remembered, and given again while they are free. */
public final class Ports {
  private static final int CONNECT_MILLIS = 1000;

  private final Settings remembered;

  public Ports(Settings remembered) {
    this.remembered = remembered;
  }

  /** One port per name: those of last time if all of them are free, else new ones. */
  public Map<String, Integer> choose(List<String> names) {
    Map<String, Integer> last = last(names);
    if (last.size() == names.size() && last.values().stream().allMatch(Ports::isFree)) {
      return last;
    }
    return chooseNew(names);
  }

  /**
   * One port per name: for each that of last time if it is free or {@code ours}, else a new one.
   *
   * @param ours whether the name's port of last time is taken by a process of ours
   */
  public Map<String, Integer> chooseEach(List<String> names, Predicate<String> ours) {
    Map<String, Integer> chosen = last(names);
    chosen.entrySet().removeIf(port -> !ours.test(port.getKey()) && !isFree(port.getValue()));
    List<String> without = names.stream().filter(name -> !chosen.containsKey(name)).toList();
    Map<String, Integer> others = Map.of();
    do {
      // A port that is kept for a process that does not run yet is free as well.
      others = without.isEmpty() ? others : chooseNew(without);
    } while (others.values().stream().anyMatch(chosen::containsValue));
    chosen.putAll(others);
    return chosen;
  }

  /** New ports for these names, whatever was used before. */
  public Map<String, Integer> chooseNew(List<String> names) {
    Map<String, Integer> chosen = new TreeMap<>();
    List<Integer> free = free(names.size());
    for (int i = 0; i < names.size(); i++) {
      chosen.put(names.get(i), free.get(i));
    }
    Map<String, String> facts = new HashMap<>(remembered.read());
    chosen.forEach((name, port) -> facts.put(name, port.toString()));
    remembered.write(facts);
    return chosen;
  }

  /** The ports of last time, as far as they are known. */
  public Map<String, Integer> last(List<String> names) {
    Map<String, Integer> ports = new TreeMap<>();
    remembered
        .read()
        .forEach(
            (name, port) -> {
              if (names.contains(name)) {
                ports.put(name, Integer.valueOf(port));
              }
            });
    return ports;
  }

  /** Different free ports: all are held open until the last one is known. */
  static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether something accepts connections there. */
  public static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
