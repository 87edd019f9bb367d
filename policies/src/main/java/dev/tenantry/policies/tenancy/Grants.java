package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The IAM policies of a stack, and which tenant's each of their two ends is. */
final class Grants {
  /** On a ServiceAccount: the Google service account that it acts as (GKE's). */
  private static final String ANNOTATION = "iam.gke.io/gcp-service-account";

  private static final String USER = "iam.workloadIdentityUser";

  private final Tenancy tenancy;
  private final List<Grant> all;
  private final Map<String, String> namespaces = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  Grants(Tenancy tenancy) {
    this.tenancy = tenancy;
    this.all = Grant.of(tenancy);
    eachAccount((email, user) -> namespaces.putIfAbsent(email, user.namespace()));
    for (Resource one : tenancy.all()) {
      if (one.isGoogle()) {
        one.at("labels")
            .field(ProductNames.CLOUD_TENANT_ID)
            .text()
            .ifPresent(
                tenant ->
                    one.at("secretId")
                        .text()
                        .or(one.at("name")::text)
                        .ifPresent(name -> owners.put(name, tenant)));
      }
    }
  }

  /**
   * Who acts as a Google service account.
   *
   * @param namespace the user's Namespace
   * @param account the user's ServiceAccount
   * @param resource where it is written
   */
  record User(String namespace, String account, Resource resource) {}

  List<Grant> all() {
    return all;
  }

  /** Every Google service account with each ServiceAccount of Kubernetes that acts as it. */
  void eachAccount(BiConsumer<String, User> user) {
    for (Resource account : tenancy.of("ServiceAccount")) {
      account
          .at("metadata.annotations")
          .field(ANNOTATION)
          .text()
          .ifPresent(
              email ->
                  user.accept(
                      email,
                      new User(
                          account.at("metadata.namespace").shown(),
                          account.at("metadata.name").shown(),
                          account)));
    }
    for (Grant grant : all) {
      if (grant.role().equals(USER) && grant.target().isPresent()) {
        String email = grant.target().get().replaceFirst(".*/serviceAccounts/", "");
        grant
            .namespace()
            .ifPresent(
                namespace ->
                    user.accept(
                        email, new User(namespace, grant.account().orElse(""), grant.resource())));
      }
    }
  }

  /** The tenant to whom a grant gives something. */
  Optional<String> receiver(Grant grant) {
    return grant
        .namespace()
        .or(() -> grant.email().map(namespaces::get))
        .flatMap(tenancy::tenant)
        .map(TenantSpace::tenant);
  }

  /** The tenant whose a resource is: by its label, or by its name. */
  Optional<String> ownerOf(String target) {
    Optional<String> labelled = Optional.ofNullable(owners.get(target));
    return labelled.or(
        () ->
            tenancy.tenants().stream()
                .filter(one -> names(target, one.name()))
                .map(TenantSpace::tenant)
                .findFirst());
  }

  /** Whether a path or name has another name as one of its parts. */
  static boolean names(String whole, String part) {
    return Pattern.compile("(^|[^a-z0-9-])" + Pattern.quote(part) + "($|[^a-z0-9-])")
        .matcher(whole)
        .find();
  }
}
