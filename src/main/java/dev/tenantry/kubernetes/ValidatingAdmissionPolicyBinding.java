package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.admissionregistration.v1alpha1.inputs.MatchResourcesArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;

/** Where a {@link ValidatingAdmissionPolicy} holds, version v1. */
@ResourceType(type = ValidatingAdmissionPolicyBinding.TYPE)
public final class ValidatingAdmissionPolicyBinding extends CustomResource {
  static final String TYPE =
      "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";

  /** Declares the binding. */
  public ValidatingAdmissionPolicyBinding(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** Which policy, and in which Namespaces. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "policyName")
    private final Output<String> policyName;

    @Import(name = "validationActions")
    private final Output<List<String>> validationActions = Output.of(List.of("Deny", "Audit"));

    @Import(name = "matchResources")
    private Output<MatchResourcesArgs> matchResources;

    @Import(name = "paramRef")
    private Output<ParamRef> paramRef;

    /** Binds everywhere. */
    public Spec(String policyName) {
      this.policyName = Output.of(policyName);
    }

    /** Binds only what the constraints match. */
    public Spec within(MatchResourcesArgs constraints) {
      this.matchResources = Output.of(constraints);
      return this;
    }

    /** Reads parameters from the object of this name in the judged object's own Namespace. */
    public Spec withParams(String name) {
      this.paramRef = Output.of(new ParamRef(name));
      return this;
    }
  }

  private static final class ParamRef extends ResourceArgs {
    @Import(name = "name")
    private final Output<String> name;

    @Import(name = "parameterNotFoundAction")
    private final Output<String> parameterNotFoundAction = Output.of("Deny");

    ParamRef(String name) {
      this.name = Output.of(name);
    }
  }
}
