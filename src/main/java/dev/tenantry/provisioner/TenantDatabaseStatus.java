package dev.tenantry.provisioner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is there.
 *
 * @param observedGeneration of the spec that this is about
 * @param login the tenant's login
 * @param database where its rows lie
 * @param schemaVersion of that database's tables
 * @param credentialVersion of the password that is in force
 * @param conditions {@code Ready}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TenantDatabaseStatus(
    long observedGeneration,
    String login,
    String database,
    String schemaVersion,
    String credentialVersion,
    List<Condition> conditions) {
  public TenantDatabaseStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** A condition in Kubernetes' own form. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Condition(
      String type,
      String status,
      String reason,
      String message,
      String lastTransitionTime,
      long observedGeneration) {}
}
