package dev.tenantry.policies.google;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;

/** Entries of the catalogues that ask something of Google Cloud. */
final class Controls {
  private Controls() {}

  /** CIS Google Kubernetes Engine Benchmark 1.6. */
  static Control gke(String id) {
    return new Control(Catalogue.CIS_GKE, id);
  }

  /** CIS Google Cloud Platform Foundation Benchmark 5.0; chapters 1 and 3 differ from 4.0's. */
  static Control gcp(String id) {
    return new Control(Catalogue.CIS_GCP, id);
  }

  /** Google's page on enterprise multi-tenancy, which has titles instead of numbers. */
  static Control tenancy(String title) {
    return new Control(Catalogue.GKE_MULTI_TENANCY, title);
  }

  /** OWASP Kubernetes Top 10. */
  static Control owasp(String id) {
    return new Control(Catalogue.OWASP_KUBERNETES, id);
  }

  /** OWASP Top 10 for LLM applications. */
  static Control llm(String id) {
    return new Control(Catalogue.OWASP_LLM, id);
  }

  /** OWASP Top 10 for agentic applications. */
  static Control agentic(String id) {
    return new Control(Catalogue.OWASP_AGENTIC, id);
  }

  /** NSA/CISA hardening guidance. */
  static Control nsa(String id) {
    return new Control(Catalogue.NSA_CISA, id);
  }

  /** One of Pulumi's own policies. */
  static Control pulumi(String id) {
    return new Control(Catalogue.PULUMI_COMPLIANCE, id);
  }

  /** A page in docs/ that promises it. */
  static Control promise(String page) {
    return new Control(Catalogue.TENANTRY, page);
  }
}
