package dev.tenantry.admission;

import dev.tenantry.naming.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule judges.
 *
 * @param resources the kinds
 * @param operations of the API server: CREATE, UPDATE
 * @param condition CEL that must be true for the rule to look at a request at all; empty for none
 * @param variables what checks use as {@code variables.<name>}; each may use those before it
 * @param tenantsOnly whether the Namespace must be a tenant's
 * @param readsQuota whether checks read {@code params}, the tenant's ResourceQuota
 */
public record Scope(
    List<Matched> resources,
    List<String> operations,
    String condition,
    List<Variable> variables,
    boolean tenantsOnly,
    boolean readsQuota) {
  private static final List<String> WRITES = List.of("CREATE", "UPDATE");

  /**
   * An update that leaves the spec alone removes a finalizer or adds a label; it must work even if
   * a rule became stricter since, or nothing of the tenant could end.
   */
  private static final String SPEC_CHANGES =
      "request.operation != 'UPDATE' || object.spec != oldObject.spec";

  private static final String LABELS_OR_SPEC_CHANGE =
      SPEC_CHANGES
          + " || object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})";

  private static final Matched CONTROLLERS =
      new Matched("apps", "v1", "deployments", "statefulsets", "daemonsets", "replicasets");

  private static final Matched JOBS = new Matched("batch", "v1", "jobs", "cronjobs");

  private static final String POD_TEMPLATE =
      "(object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template)";

  private static final List<Variable> POD_VARIABLES =
      List.of(
          new Variable("spec", "object.kind == 'Pod' ? object.spec : " + POD_TEMPLATE + ".spec"),
          new Variable(
              "containers",
              "variables.spec.containers + variables.spec.?initContainers.orValue([])"
                  + " + variables.spec.?ephemeralContainers.orValue([])"),
          new Variable(
              "labels",
              "(object.kind == 'Pod' ? object.metadata : "
                  + POD_TEMPLATE
                  + ".?metadata.orValue({})).?labels.orValue({})"),
          new Variable(
              "tier",
              "namespaceObject.metadata.labels[?" + Cel.text(Labels.TIER) + "].orValue('')"));

  /** Pods, and everything that holds a template of pods: its author reads the refusal at once. */
  static final Scope PODS =
      new Scope(
          List.of(new Matched("", "v1", "pods", "pods/ephemeralcontainers"), CONTROLLERS, JOBS),
          WRITES,
          SPEC_CHANGES,
          POD_VARIABLES,
          true,
          false);

  /** As {@link #PODS}, also when only labels change. */
  static final Scope POD_LABELS =
      new Scope(
          List.of(new Matched("", "v1", "pods"), CONTROLLERS, JOBS),
          WRITES,
          LABELS_OR_SPEC_CHANGE,
          POD_VARIABLES,
          true,
          false);

  /** New pods, after the LimitRange has filled in what they left out. */
  static final Scope NEW_PODS =
      new Scope(
          List.of(new Matched("", "v1", "pods")),
          List.of("CREATE"),
          "",
          POD_VARIABLES,
          true,
          false);

  /** Copies the collections. */
  public Scope {
    resources = List.copyOf(resources);
    operations = List.copyOf(operations);
    variables = List.copyOf(variables);
  }

  /** Created and updated objects of other kinds. */
  static Scope of(Matched... resources) {
    return new Scope(List.of(resources), WRITES, "", List.of(), true, false);
  }

  /** Only these operations. */
  Scope on(String... some) {
    return new Scope(resources, List.of(some), condition, variables, tenantsOnly, readsQuota);
  }

  /** Only requests for which the condition is true. */
  Scope when(String cel) {
    return new Scope(resources, operations, cel, variables, tenantsOnly, readsQuota);
  }

  /** With one more variable. */
  Scope with(String name, String cel) {
    List<Variable> more = new ArrayList<>(variables);
    more.add(new Variable(name, cel));
    return new Scope(resources, operations, condition, more, tenantsOnly, readsQuota);
  }

  /** In every Namespace: the selector sees a changed Namespace's new labels only. */
  Scope everywhere() {
    return new Scope(resources, operations, condition, variables, false, readsQuota);
  }

  /** With the tenant's ResourceQuota as {@code params}; without a quota everything is refused. */
  Scope withQuota() {
    return new Scope(resources, operations, condition, variables, tenantsOnly, true);
  }

  /**
   * A named expression.
   *
   * @param name the name
   * @param cel the expression
   */
  public record Variable(String name, String cel) {}

  /**
   * Kinds of one API group.
   *
   * @param group empty for the core group
   * @param version {@code *} for kinds whose versions still change
   * @param plurals resource names, with sub-resources after a slash
   */
  public record Matched(String group, String version, List<String> plurals) {
    /** Copies the list. */
    public Matched {
      plurals = List.copyOf(plurals);
    }

    Matched(String group, String version, String... plurals) {
      this(group, version, List.of(plurals));
    }
  }
}
