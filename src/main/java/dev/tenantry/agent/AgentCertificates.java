package dev.tenantry.agent;

import dev.tenantry.kubernetes.Certificate;
import dev.tenantry.kubernetes.CertificateIssuer;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Names;
import java.util.List;

/**
 * Who a tenant's agents and tools are to each other: an authority of the tenant's own, and a
 * certificate for each ServiceAccount.
 *
 * <p>No other tenant's certificate is signed by this authority, so that none is ever accepted.
 */
final class AgentCertificates {
  /** Renewed with the same key, so that what it signed stays valid. */
  private static final Certificate.Validity AUTHORITY_VALIDITY =
      new Certificate.Validity(365 * 24, 90 * 24);

  /** Short enough to need no revocation; renewed while two thirds of a day are left to repair. */
  private static final Certificate.Validity VALIDITY = new Certificate.Validity(24, 16);

  private AgentCertificates() {}

  /** The authority of a tenant. */
  static Certificate.Spec authority(TenantAgentsArgs args) {
    return Certificate.Spec.authority(
        // At most 37 of the 64 characters that X.509 allows.
        Names.namespace(args.tenant().name()),
        AgentNames.AUTHORITY,
        AgentNames.SELF_SIGNED,
        AUTHORITY_VALIDITY);
  }

  /** What signs the authority's own certificate. */
  static CertificateIssuer.Spec selfSigned() {
    return CertificateIssuer.Spec.selfSigned();
  }

  /** What signs all others. */
  static CertificateIssuer.Spec issuer() {
    return CertificateIssuer.Spec.authority(AgentNames.AUTHORITY);
  }

  /** The certificate of a workload's ServiceAccount. */
  static Certificate.Spec of(Workload workload, TenantAgentsArgs args) {
    List<String> dnsNames =
        switch (workload.mode()) {
          case TOOL -> List.of(AgentNames.host(args.tenant().name(), workload.name()));
          case ORCHESTRATOR, WORKER -> List.of();
        };
    return Certificate.Spec.program(
        args.settings().identity(workload.account()),
        dnsNames,
        AgentNames.certificate(workload.account()),
        AgentNames.AUTHORITY,
        VALIDITY);
  }
}
