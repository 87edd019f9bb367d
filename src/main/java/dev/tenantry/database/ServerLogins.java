package dev.tenantry.database;

import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.projects.inputs.IAMMemberConditionArgs;
import com.pulumi.gcp.serviceaccount.Account;
import com.pulumi.gcp.serviceaccount.AccountArgs;
import com.pulumi.gcp.sql.User;
import com.pulumi.gcp.sql.UserArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.ServiceAccountEmail;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Who signs in by IAM: the migrations and the provisioner, each as a Google service account.
 *
 * <p>Tenants' logins are not made here: a login that the API makes would be in {@code
 * cloudsqlsuperuser}, and its password in the state.
 */
final class ServerLogins {
  private static final String CONNECT_ROLE = "roles/cloudsql.client";
  private static final String SIGN_IN_ROLE = "roles/cloudsql.instanceUser";

  private final String name;
  private final CloudSqlServerArgs args;
  private final Resource parent;

  ServerLogins(String name, CloudSqlServerArgs args, Resource parent) {
    this.name = name;
    this.args = args;
    this.parent = parent;
  }

  /** Declares them; returns what must be there before anybody signs in. */
  List<Resource> on(CloudSqlInstance instance) {
    List<Resource> all = new ArrayList<>();
    all.addAll(login(instance, DataNames.MIGRATOR, args.database().migrator()));
    all.addAll(login(instance, DataNames.PROVISIONER, args.database().provisioner()));
    return all;
  }

  private List<Resource> login(
      CloudSqlInstance instance, String account, ServiceAccountEmail email) {
    String logicalName = Names.child(name, account);
    Resource google =
        new Account(
            logicalName,
            AccountArgs.builder()
                .accountId(email.id())
                .project(args.project())
                .displayName(Names.DATA_NAMESPACE + "/" + account)
                .build(),
            CustomResourceOptions.builder().parent(parent).build());
    Resource user =
        new User(
            Names.child(logicalName, "login"),
            UserArgs.builder()
                .name(email.databaseLogin())
                .project(args.project())
                .instance(args.instance())
                .type("CLOUD_IAM_SERVICE_ACCOUNT")
                // PostgreSQL drops no login that holds a right; it goes with its server.
                .deletionPolicy("ABANDON")
                .build(),
            CustomResourceOptions.builder().parent(parent).dependsOn(google, instance).build());
    return List.of(
        google,
        user,
        grant(Names.child(logicalName, "connects"), CONNECT_ROLE, email, google),
        grant(Names.child(logicalName, "signs-in"), SIGN_IN_ROLE, email, google));
  }

  /** On the project, as an instance has no policy of its own; the condition names the instance. */
  private Resource grant(
      String logicalName, String role, ServiceAccountEmail email, Resource account) {
    String resource = "projects/" + args.project() + "/instances/" + args.instance();
    return new IAMMember(
        logicalName,
        IAMMemberArgs.builder()
            .project(args.project())
            .role(role)
            .member("serviceAccount:" + email)
            .condition(
                IAMMemberConditionArgs.builder()
                    .title("instance " + args.instance())
                    .expression(
                        "resource.service == \"sqladmin.googleapis.com\" && resource.name == \""
                            + resource
                            + "\"")
                    .build())
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(account).build());
  }
}
