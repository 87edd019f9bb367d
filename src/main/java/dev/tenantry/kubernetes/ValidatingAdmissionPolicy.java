package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.MatchConditionArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.MatchResourcesArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.ParamKindArgs;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.ValidationArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;

/**
 * A rule that the API server itself evaluates, version v1.
 *
 * <p>SDK 4.0.0 ends at v1alpha1, which has no variables; the parts that did not change are reused.
 */
@ResourceType(type = ValidatingAdmissionPolicy.TYPE)
public final class ValidatingAdmissionPolicy extends CustomResource {
  static final String TYPE = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";

  /** Declares the policy. */
  public ValidatingAdmissionPolicy(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** What is judged, and by which expressions. */
  public static final class Spec extends ResourceArgs {
    /** What cannot be evaluated is refused. */
    @Import(name = "failurePolicy")
    private final Output<String> failurePolicy = Output.of("Fail");

    @Import(name = "matchConstraints")
    private final Output<MatchResourcesArgs> matchConstraints;

    @Import(name = "matchConditions")
    private final Output<List<MatchConditionArgs>> matchConditions;

    @Import(name = "variables")
    private final Output<List<Variable>> variables;

    @Import(name = "validations")
    private final Output<List<ValidationArgs>> validations;

    @Import(name = "paramKind")
    private Output<ParamKindArgs> paramKind;

    /** A policy without parameters. */
    public Spec(
        MatchResourcesArgs matchConstraints,
        List<MatchConditionArgs> matchConditions,
        List<Variable> variables,
        List<ValidationArgs> validations) {
      this.matchConstraints = Output.of(matchConstraints);
      this.matchConditions = Output.of(matchConditions);
      this.variables = Output.of(variables);
      this.validations = Output.of(validations);
    }

    /** Lets expressions read {@code params}, an object of this kind that the binding names. */
    public Spec withParams(ParamKindArgs kind) {
      this.paramKind = Output.of(kind);
      return this;
    }
  }

  /** An expression that others use as {@code variables.<name>}. */
  public static final class Variable extends ResourceArgs {
    @Import(name = "name")
    private final Output<String> name;

    @Import(name = "expression")
    private final Output<String> expression;

    /** Names the expression. */
    public Variable(String name, String expression) {
      this.name = Output.of(name);
      this.expression = Output.of(expression);
    }
  }
}
