package dev.tenantry.agentimage;

import dev.tenantry.agentimage.TestAuthority.IdentityFiles;
import dev.tenantry.conform.standin.TelemetryStandIn;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.Variable;
import dev.tenantry.contract.WorkerSettings;
import dev.tenantry.naming.TenantId;
import dev.tenantry.sql.DataMode;
import dev.tenantry.sql.Migration;
import dev.tenantry.sql.Postgres;
import dev.tenantry.sql.Provisioning;
import dev.tenantry.sql.ScramVerifier;
import dev.tenantry.sql.TenantAccount;
import dev.tenantry.stores.nats.NatsServer;
import dev.tenantry.stores.nats.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tenants of one PostgreSQL and one NATS server, each with the agent's processes. */
final class AgentScene implements AutoCloseable {
  private static final String PASSWORD = "test-only";

  private final Path folder;
  private final String database;
  private final TestServer queue;
  private final TestAuthority authority;
  private final ModelServer model;
  private final List<Runnable> open = new ArrayList<>();

  AgentScene(Path folder, String database, ModelServer model)
      throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.model = model;
    this.database = Postgres.shared().newDatabase(database);
    Migration.ofShared(Postgres.shared().admin(), database).run();
    this.queue = new TestServer(Files.createDirectory(folder.resolve("nats")));
    open.add(queue::close);
    this.authority = new TestAuthority(Files.createDirectory(folder.resolve("pki")));
  }

  /** A tenant with its login and its account of NATS. */
  final class Member {
    private final TenantAccount account;
    private final Path home;
    private final Path credentials;
    private final TelemetryStandIn telemetry = TelemetryStandIn.start();

    private Member(String name) throws IOException {
      open.add(telemetry::close);
      UUID id = UUID.randomUUID();
      account = new TenantAccount(id, name, "standard", DataMode.SHARED_RLS, 10);
      new Provisioning(Postgres.shared().admin(), database)
          .provision(account, ScramVerifier.of(PASSWORD), "v1");
      home = Files.createDirectory(folder.resolve(name));
      Files.writeString(home.resolve("password"), PASSWORD + "\n");
      TestServer.Tenant tenant = queue.tenant(new TenantId(id));
      try (NatsServer administrator = queue.administrator()) {
        administrator.provision(tenant.account());
      }
      credentials = home.resolve("queue.creds");
      Files.writeString(credentials, tenant.credentials(queue.issuer()));
    }

    String uri(String account) {
      return "spiffe://test/ns/tenant-" + this.account.slug() + "/sa/" + account;
    }

    TenantAccount account() {
      return account;
    }

    Path credentials() {
      return credentials;
    }

    /** What its processes sent to the telemetry collector. */
    String traces() {
      return String.join("", telemetry.bodies());
    }

    /** A new password for the login, and then in the file, as the platform does it. */
    void changePassword(String password) throws IOException {
      new Provisioning(Postgres.shared().admin(), database)
          .provision(account, ScramVerifier.of(password), "v2");
      replace(home.resolve("password"), password + "\n");
    }

    /** A new certificate for the same identity, swapped in as Kubernetes swaps files. */
    void changeCertificate(String name) throws IOException {
      IdentityFiles now = files(name);
      IdentityFiles next = authority.issue(account.slug() + "-" + name + "-next", uri(name));
      replace(now.key(), Files.readString(next.key()));
      replace(now.chain(), Files.readString(next.chain()));
    }

    private IdentityFiles files(String name) {
      Path pki = folder.resolve("pki");
      String stem = account.slug() + "-" + name;
      return new IdentityFiles(
          pki.resolve(stem + ".signed"), pki.resolve(stem + ".key"), pki.resolve("ca.pem"));
    }

    IdentityFiles identity(String name) {
      return authority.issue(account.slug() + "-" + name, uri(name));
    }

    AgentProcess orchestrator(AgentProcess... tools) {
      ToolEndpoint[] endpoints = new ToolEndpoint[tools.length];
      for (int i = 0; i < tools.length; i++) {
        endpoints[i] =
            new ToolEndpoint(
                tools[i].folder().getFileName().toString(),
                tools[i].url("/mcp").replace("http:", "https:"),
                10);
      }
      return process("orchestrator", Mode.ORCHESTRATOR, Settings.orchestrator(endpoints));
    }

    AgentProcess tool(ToolKind kind, String... callers) {
      return process(
          kind.label(), Mode.TOOL, new ToolSettings(kind, List.of(callers), Settings.MODEL, 5, 20));
    }

    AgentProcess worker() {
      return process("worker", Mode.WORKER, new WorkerSettings(Settings.MODEL, 2, 6, 3, 200));
    }

    private AgentProcess process(String name, Mode mode, Object settings) {
      IdentityFiles identity = identity(name);
      Map<Variable, String> variables = new EnumMap<>(Variable.class);
      variables.put(Variable.AGENT_MODE, mode.label());
      variables.put(Variable.TENANT_ID, account.id().toString());
      variables.put(Variable.TENANT_NAME, account.slug());
      variables.put(Variable.POD_NAME, name + "-0");
      variables.put(Variable.MODEL_BASE_URL, model.url());
      variables.put(Variable.DB_URL, url());
      variables.put(Variable.DB_USER, account.login());
      variables.put(Variable.DB_PASSWORD_FILE, home.resolve("password").toString());
      variables.put(Variable.QUEUE_URL, queue.address());
      variables.put(Variable.QUEUE_SUBJECT, "tasks.support");
      variables.put(Variable.QUEUE_CREDENTIALS_FILE, credentials.toString());
      variables.put(Variable.TLS_CERT_FILE, identity.chain().toString());
      variables.put(Variable.TLS_KEY_FILE, identity.key().toString());
      variables.put(Variable.OTEL_EXPORTER_OTLP_ENDPOINT, telemetry.url());
      variables.put(Variable.TLS_CA_FILE, identity.authorities().toString());
      AgentProcess process = new AgentProcess(home.resolve(name), settings, variables);
      open.add(process::close);
      return process.start();
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Member member(String name) throws IOException {
    return new Member(name);
  }

  /** A row's first column, read by a superuser. */
  String one(String query) throws SQLException {
    try (Connection connection = Postgres.shared().superuser().open(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  TestServer queue() {
    return queue;
  }

  private String url() {
    Map<String, String> server = Postgres.shared().adminVariables();
    return "jdbc:postgresql://"
        + server.get("PGHOST")
        + ":"
        + server.get("PGPORT")
        + "/"
        + database;
  }

  @Override
  public void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).run();
    }
  }
}
