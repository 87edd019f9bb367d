package dev.tenantry.cli;

import dev.tenantry.sql.Migration;
import dev.tenantry.sql.MigrationFiles;
import dev.tenantry.sql.PlatformLogins;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the shared database to the newest schema; running again changes nothing. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description =
        "Bring the database that tenants share to the newest schema, and lint it. All pending"
            + " migrations are one transaction.")
final class MigrateCommand implements Runnable {
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--passwords",
      paramLabel = "FILE",
      description =
          "Set the passwords of the platform's own logins (tenantry_provisioner, …) to those in"
              + " this pgpass file.")
  private Optional<Path> passwords;

  @Option(
      names = "--provisioner",
      paramLabel = "LOGIN",
      description = "An existing login that may provision, such as a Google service account's.")
  private List<String> provisioners = List.of();

  @Option(
      names = "--expect",
      paramLabel = "CHECKSUM",
      description = "Refuse to run unless this program's migrations have this checksum.")
  private Optional<String> expected;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    expected.ifPresent(MigrateCommand::require);
    Migration.Result result = Migration.ofShared(database.server(), database.database()).run();
    PlatformLogins logins = new PlatformLogins(database.server(), database.database());
    passwords.ifPresent(logins::setPasswords);
    provisioners.forEach(logins::addProvisioner);
    PrintWriter out = spec.commandLine().getOut();
    result.applied().forEach(script -> out.println("applied " + script));
    out.printf(
        "database %s: schema %s, %d migrations applied, lint clean%n",
        database.database(), result.version(), result.applied().size());
    out.flush();
  }

  private static void require(String checksum) {
    if (!checksum.equals(MigrationFiles.checksum())) {
      throw new CommandFailure(
          "this image carries other migrations ("
              + MigrationFiles.checksum()
              + ") than the program that deploys it expects ("
              + checksum
              + "): set database.image to the image of the same release");
    }
  }
}
