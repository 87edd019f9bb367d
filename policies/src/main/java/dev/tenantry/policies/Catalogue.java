package dev.tenantry.policies;

/** Where a rule comes from. */
public enum Catalogue {
  /** Kubernetes Multi-Tenancy Benchmarks of the working group, ids such as MTB-PL1-CC-FNS-1. */
  MULTI_TENANCY_BENCHMARK("Multi-Tenancy Benchmarks"),
  /** Kubernetes Pod Security Standards, names of the upstream checks. */
  POD_SECURITY_STANDARDS("Pod Security Standards"),
  /** CIS Google Kubernetes Engine Benchmark 1.6. */
  CIS_GKE("CIS GKE 1.6"),
  /** CIS Google Cloud Platform Foundation Benchmark 5.0. */
  CIS_GCP("CIS GCP 5.0"),
  /** Kubernetes Hardening Guidance 1.2, numbers as in Trivy's map k8s-nsa-1.0. */
  NSA_CISA("NSA/CISA Kubernetes Hardening"),
  /** OWASP Kubernetes Top 10 of 2025. */
  OWASP_KUBERNETES("OWASP Kubernetes Top 10 2025"),
  /** OWASP Top 10 for LLM Applications 2025. */
  OWASP_LLM("OWASP LLM Top 10 2025"),
  /** OWASP Top 10 for Agentic Applications 2026. */
  OWASP_AGENTIC("OWASP Agentic Top 10 2026"),
  /** Google's page on enterprise multi-tenancy on GKE. */
  GKE_MULTI_TENANCY("GKE enterprise multi-tenancy"),
  /** Pulumi's own compliance policies. */
  PULUMI_COMPLIANCE("Pulumi compliance policies"),
  /** Checkov 3.3, ids such as CKV_K8S_43. */
  CHECKOV("Checkov"),
  /** A promise of this product, named by its page in docs/. */
  TENANTRY("Tenantry");

  private final String title;

  Catalogue(String title) {
    this.title = title;
  }

  /** As people name it. */
  public String title() {
    return title;
  }
}
