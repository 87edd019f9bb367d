package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.SQL_INSTANCE;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;

/** Who reaches a Cloud SQL instance, how, and as whom. */
final class SqlAccessRules {
  private static final String IP = "settings.ipConfiguration.";

  /** As docs/database.md says. */
  private static final int PASSWORD_MIN = 16;

  private SqlAccessRules() {}

  static List<PolicyRule> all() {
    return List.of(
        noPublicAddress(),
        noAuthorizedNetworks(),
        privateWay(),
        tls(),
        connector(),
        iamAuthentication(),
        iamUsers(),
        passwords());
  }

  private static PolicyRule noPublicAddress() {
    return ValueRule.is(
        new RuleInfo(
            "sql-has-no-public-address",
            "A database server has no address on the Internet",
            "Google's default is a public one; then a leaked password is all that somebody needs.",
            List.of(Controls.gcp("6.7"), Controls.owasp("K06")),
            Severity.CRITICAL,
            Level.MANDATORY,
            "Set settings.ipConfiguration.ipv4Enabled: false."),
        SQL_INSTANCE,
        IP + "ipv4Enabled",
        false);
  }

  private static PolicyRule noAuthorizedNetworks() {
    return ValueRule.that(
        new RuleInfo(
            "sql-authorizes-no-networks",
            "Nobody comes into a database server by address",
            "The list waits for the day that somebody switches the public address on.",
            List.of(Controls.gcp("6.5")),
            Severity.HIGH,
            Level.MANDATORY,
            "Leave settings.ipConfiguration.authorizedNetworks out."),
        SQL_INSTANCE,
        IP + "authorizedNetworks",
        Value::isEmpty,
        "must be absent");
  }

  private static PolicyRule privateWay() {
    RuleInfo info =
        new RuleInfo(
            "sql-is-reached-privately",
            "A database server is reached by an endpoint or an address of the network",
            "Without one of the two the next change would have to make it public.",
            List.of(Controls.gcp("6.7"), Controls.promise("docs/database.md")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set ipConfiguration.pscConfigs with pscEnabled: true, or privateNetwork.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SQL_INSTANCE),
        (sql, findings) -> {
          Value endpoints = sql.at(IP + "pscConfigs");
          Answer network = sql.at(IP + "privateNetwork").isEmpty().not();
          Answer psc = endpoints.any(one -> one.at("pscEnabled").is(true));
          findings.require(
              psc.or(network),
              sql,
              "settings.ipConfiguration has neither pscConfigs nor privateNetwork");
        });
  }

  private static PolicyRule tls() {
    return ValueRule.is(
        new RuleInfo(
            "sql-requires-tls-with-a-client-certificate",
            "A database server speaks TLS only, with clients that have a certificate",
            "A password that was read in one place does not open the server from another."
                + " ENCRYPTED_ONLY, which CIS asks for, would let it.",
            List.of(Controls.gcp("6.4")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set sslMode: TRUSTED_CLIENT_CERTIFICATE_REQUIRED; Google's proxy brings the"
                + " certificate."),
        SQL_INSTANCE,
        IP + "sslMode",
        "TRUSTED_CLIENT_CERTIFICATE_REQUIRED");
  }

  private static PolicyRule connector() {
    return ValueRule.is(
        new RuleInfo(
            "sql-requires-a-connector",
            "Clients come by Google's proxy or connectors, where IAM decides",
            "Otherwise a role in PostgreSQL and its password are enough.",
            List.of(Controls.promise("docs/database.md"), Controls.owasp("K09")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set settings.connectorEnforcement: REQUIRED."),
        SQL_INSTANCE,
        "settings.connectorEnforcement",
        "REQUIRED");
  }

  private static PolicyRule iamAuthentication() {
    return new ResourceRule(
        new RuleInfo(
            "sql-signs-in-by-iam",
            "A database server takes IAM's tokens",
            "Without them migrations and people need passwords that somebody must keep.",
            List.of(Controls.gcp("6.6"), Controls.owasp("K09")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flag cloudsql.iam_authentication to on."),
        SqlAccessRules::isPostgres,
        (sql, findings) ->
            SqlFlags.require(Map.of("cloudsql.iam_authentication", "on"), sql, findings));
  }

  private static PolicyRule iamUsers() {
    RuleInfo info =
        new RuleInfo(
            "sql-user-has-no-password",
            "Logins that Pulumi declares have no password",
            "The API makes a login with a password a cloudsqlsuperuser, and the password would lie"
                + " in the state. Tenants' logins are made by SQL.",
            List.of(Controls.gcp("6.6"), Controls.promise("docs/database.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set type to CLOUD_IAM_SERVICE_ACCOUNT, CLOUD_IAM_GROUP or CLOUD_IAM_USER; no"
                + " password.");
    return new ResourceRule(
        info,
        one -> one.type().equals(GoogleTypes.SQL_USER),
        (user, findings) -> {
          Value type = user.at("type");
          findings.require(
              type.isText(text -> text.startsWith("CLOUD_IAM_")),
              user,
              type,
              "must be one of CLOUD_IAM");
          findings.require(
              user.at("password").isEmpty(), user, "password is there; it must be absent");
        });
  }

  private static PolicyRule passwords() {
    RuleInfo info =
        new RuleInfo(
            "sql-asks-for-long-passwords",
            "A database server refuses short passwords",
            "The administrator's own login still has one, and guessing costs nothing.",
            List.of(Controls.promise("docs/database.md")),
            Severity.LOW,
            Level.ADVISORY,
            "Set settings.passwordValidationPolicy.enablePasswordPolicy: true with a minLength of"
                + " 16 or more.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SQL_INSTANCE),
        (sql, findings) -> {
          Value policy = sql.at("settings.passwordValidationPolicy.enablePasswordPolicy");
          findings.require(policy.is(true), sql, policy, "must be true");
          Value length = sql.at("settings.passwordValidationPolicy.minLength");
          findings.require(
              length.isNumber(least -> least >= PASSWORD_MIN),
              sql,
              length,
              "must be at least " + PASSWORD_MIN);
        });
  }

  /** Not a replica: that has no backups of its own, as it can be made again. */
  static boolean isPrimary(Resource one) {
    return one.type().equals(SQL_INSTANCE) && one.at("masterInstanceName").isEmpty() == Answer.YES;
  }

  /** Whether it is an instance of PostgreSQL, the only one whose flags the rules know. */
  static boolean isPostgres(Resource one) {
    return one.type().equals(SQL_INSTANCE)
        && one.at("databaseVersion")
            .text()
            .filter(text -> text.startsWith("POSTGRES_"))
            .isPresent();
  }
}
