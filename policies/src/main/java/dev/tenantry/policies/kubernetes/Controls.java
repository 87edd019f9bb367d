package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import java.util.ArrayList;
import java.util.List;

/** The entries of catalogues that ask for one rule, in a form that reads as a list of ids. */
final class Controls {
  private final List<Control> all = new ArrayList<>();

  private Controls() {}

  /** Of the Multi-Tenancy Benchmarks. */
  static Controls mtb(String... ids) {
    return new Controls().and(Catalogue.MULTI_TENANCY_BENCHMARK, ids);
  }

  /** Of the Pod Security Standards. */
  static Controls pss(String... checks) {
    return new Controls().and(Catalogue.POD_SECURITY_STANDARDS, checks);
  }

  /** Of CIS GKE. */
  static Controls cis(String... ids) {
    return new Controls().and(Catalogue.CIS_GKE, ids);
  }

  /** A promise of this product. */
  static Controls tenantry(String... pages) {
    return new Controls().and(Catalogue.TENANTRY, pages);
  }

  /** Of any catalogue. */
  static Controls of(Catalogue catalogue, String... ids) {
    return new Controls().and(catalogue, ids);
  }

  /** And of another one. */
  Controls and(Catalogue catalogue, String... ids) {
    for (String id : ids) {
      all.add(new Control(catalogue, id));
    }
    return this;
  }

  List<Control> all() {
    return List.copyOf(all);
  }
}
