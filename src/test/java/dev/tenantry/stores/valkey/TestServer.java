package dev.tenantry.stores.valkey;

import dev.tenantry.stores.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/**
 * A real Redis 7.0.15, or the server that {@code -Dvalkey.server=FILE} names.
 *
 * <p>With everything on that could leak: keyspace notifications of all kinds.
 */
final class TestServer implements AutoCloseable {
  static final String ADMIN_PASSWORD = "admin-of-this-test-run-only";

  /** A reply that takes longer is one that blocks; the loopback answers in microseconds. */
  private static final int PATIENCE_MILLIS = 500;

  private static final String VERSION = "7.0.15";

  private final Path folder;
  private final int port = RunningServer.freePort();
  private RunningServer server;

  TestServer(Path folder) {
    this(folder, "user default off -@all");
  }

  /** With another line for who has not logged in. */
  TestServer(Path folder, String defaultUser) {
    this.folder = folder;
    String admin = "user admin on #" + PasswordHash.of(ADMIN_PASSWORD).hex() + " ~* &* +@all";
    try {
      Files.writeString(folder.resolve("users.acl"), defaultUser + "\n" + admin + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    start("--aclfile", "users.acl");
  }

  /** Whether it is the pinned one, whose commands a golden lists. */
  static boolean isPinned() {
    return System.getProperty("valkey.server", "").isEmpty();
  }

  void restart() {
    server.close();
    start("--aclfile", "users.acl");
  }

  private void start(String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--notify-keyspace-events",
                "KEA",
                // Else these are refused to everybody, and their rule would never be asked.
                "--enable-debug-command",
                "yes",
                "--enable-module-command",
                "yes"));
    command.addAll(List.of(more));
    server = RunningServer.start(folder, command);
    server.awaitReady(() -> admin().close());
  }

  HostAndPort address() {
    return new HostAndPort("127.0.0.1", port);
  }

  Jedis admin() {
    return login("admin", ADMIN_PASSWORD);
  }

  /** A connection of a user; one that is refused is an exception. */
  Jedis login(String user, String password) {
    Jedis connection = new Jedis(address(), config(user, password));
    connection.connect();
    return connection;
  }

  static JedisClientConfig config(String user, String password) {
    return DefaultJedisClientConfig.builder()
        .user(user)
        .password(password)
        .socketTimeoutMillis(PATIENCE_MILLIS)
        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
        .build();
  }

  private Path program() {
    if (!isPinned()) {
      return Path.of(System.getProperty("valkey.server")).toAbsolutePath();
    }
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String name = "redis-server-" + VERSION + "-" + system + "-" + machine;
    Path file = folder.resolve(name).toAbsolutePath();
    try (InputStream program = TestServer.class.getResourceAsStream("/" + name)) {
      if (program == null) {
        throw new AssertionError("there is no Redis for this machine: " + name);
      }
      Files.copy(program, file, StandardCopyOption.REPLACE_EXISTING);
      if (!file.toFile().setExecutable(true)) {
        throw new AssertionError("cannot make " + file + " executable");
      }
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
