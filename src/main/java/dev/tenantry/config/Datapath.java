package dev.tenantry.config;

import java.util.Locale;

/** What moves and judges the packets of a cluster's pods. */
public enum Datapath {
  /** GKE Dataplane V2 (eBPF): judges a packet before its address is translated. */
  V2,
  /** kube-proxy and Calico: judges a packet after its address is translated. */
  V1;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
