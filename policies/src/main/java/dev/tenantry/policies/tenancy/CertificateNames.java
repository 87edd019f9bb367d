package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.regex.Pattern;

/** Whose names a certificate has. */
final class CertificateNames {
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|::1|(0{1,4}:){7}0{0,3}1");

  private CertificateNames() {}

  /** Reports every name that does not lie in the tenant's Namespace. */
  static void requireOwn(TenantSpace space, Resource certificate, Findings findings) {
    String inside = "must lie in Namespace " + space.name();
    Pattern host = host(space);
    for (Value name : certificate.at("spec.dnsNames").items()) {
      findings.require(name.matches(host), certificate, name, inside);
    }
    Pattern identity = Pattern.compile("spiffe://[^/]+/ns/" + Pattern.quote(space.name()) + "/.*");
    for (Value uri : certificate.at("spec.uris").items()) {
      findings.require(uri.matches(identity), certificate, uri, inside);
    }
    // An authority of the tenant's own is called as its Namespace is.
    Value common = certificate.at("spec.commonName");
    findings.require(
        common.isEmpty().or(common.is(space.name())).or(common.matches(host)),
        certificate,
        common,
        inside);
    // Whose an address is, is decided anew whenever a pod starts.
    for (Value address : certificate.at("spec.ipAddresses").items()) {
      findings.require(address.matches(LOOPBACK), certificate, address, "must be loopback");
    }
  }

  /** Names of Services and of their pods; the Namespace is the label before {@code svc}. */
  private static Pattern host(TenantSpace space) {
    return Pattern.compile(
        "(\\*|[a-z0-9-]+)(\\.[a-z0-9-]+)*\\."
            + Pattern.quote(space.name())
            + "(\\.svc(\\.cluster\\.local)?)?",
        Pattern.CASE_INSENSITIVE);
  }
}
