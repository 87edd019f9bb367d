package dev.tenantry.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL server, and the login with which this process comes to it. */
public final class DatabaseServer {
  private static final String DEFAULT_PORT = "5432";

  /** Long enough for a server that is just starting, short enough to notice a wrong address. */
  private static final String CONNECT_SECONDS = "10";

  /** Host, port and database, then login and password; a backslash takes a colon's meaning. */
  private static final Pattern PASSWORD_LINE =
      Pattern.compile("(?:(?:[^:\\\\]|\\\\.)*:){3}((?:[^:\\\\]|\\\\.)*):(.*)");

  private final String address;
  private final Properties properties;

  private DatabaseServer(String address, Properties properties) {
    this.address = address;
    this.properties = properties;
  }

  /** A server by its address and a login with a password; an empty password is not sent. */
  public static DatabaseServer at(String host, int port, String user, String password) {
    Properties properties = base(user);
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    return new DatabaseServer("//" + host + ":" + port + "/", properties);
  }

  /**
   * The server that the variables of libpq name: {@code PGHOST}, {@code PGPORT}, {@code PGUSER},
   * {@code PGPASSWORD} or {@code PGPASSFILE}, {@code PGSSLMODE}, {@code PGSSLROOTCERT}. On Cloud
   * SQL that is Google's Auth Proxy beside this process, which encrypts and signs the login in by
   * IAM.
   *
   * @throws SqlFailure if no host is named
   */
  public static DatabaseServer of(Map<String, String> variables) {
    Properties properties = base(variables.getOrDefault("PGUSER", "postgres"));
    String host = variables.getOrDefault("PGHOST", "");
    if (host.isEmpty()) {
      throw new SqlFailure(
          "no PostgreSQL server is named: set PGHOST, PGPORT, PGUSER and PGPASSFILE\n"
              + "For the local environment: eval \"$(make env)\"");
    }
    String port = variables.getOrDefault("PGPORT", DEFAULT_PORT);
    String user = properties.getProperty("user");
    String password = variables.getOrDefault("PGPASSWORD", "");
    if (password.isEmpty()) {
      password = passwordOf(variables.getOrDefault("PGPASSFILE", ""), user).orElse("");
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    copy(variables, "PGSSLMODE", properties, "sslmode");
    copy(variables, "PGSSLROOTCERT", properties, "sslrootcert");
    return new DatabaseServer("//" + host + ":" + port + "/", properties);
  }

  private static Properties base(String user) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("ApplicationName", "tenantry");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  private static void copy(
      Map<String, String> variables, String variable, Properties properties, String key) {
    if (!variables.getOrDefault(variable, "").isEmpty()) {
      properties.setProperty(key, variables.get(variable));
    }
  }

  /** The password of the first line for the user; hosts are not compared. */
  static Optional<String> passwordOf(String passwordFile, String user) {
    if (passwordFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(passwordFile));
      return lines.stream()
          .filter(line -> !line.startsWith("#"))
          .map(PASSWORD_LINE::matcher)
          .filter(Matcher::matches)
          .filter(line -> line.group(1).equals("*") || unescaped(line.group(1)).equals(user))
          .map(line -> unescaped(line.group(2)))
          .findFirst();
    } catch (IOException e) {
      throw new SqlFailure("cannot read PGPASSFILE " + passwordFile, e);
    }
  }

  private static String unescaped(String field) {
    return field.replaceAll("\\\\(.)", "$1");
  }

  /** The same server with another login. */
  public DatabaseServer as(String user, String password) {
    Properties other = new Properties();
    other.putAll(properties);
    other.setProperty("user", user);
    other.setProperty("password", password);
    return new DatabaseServer(address, other);
  }

  /** The login's name. */
  public String user() {
    return properties.getProperty("user");
  }

  /** Opens a session of the login itself; the caller closes it. */
  public Connection open(String database) throws SQLException {
    return DriverManager.getConnection(url(database), properties);
  }

  /** Opens a session that acts as a role from its first statement; the caller closes it. */
  public Connection open(String database, DatabaseRole role) throws SQLException {
    return DriverManager.getConnection(url(database), propertiesAs(role));
  }

  /** The address of a database, as JDBC wants it. */
  String url(String database) {
    return "jdbc:postgresql:" + address + database;
  }

  /** All that goes with the address: login, password, encryption, connector. */
  Properties propertiesAs(DatabaseRole role) {
    Properties other = new Properties();
    other.putAll(properties);
    other.setProperty("options", "-c role=" + role.sqlName());
    return other;
  }
}
