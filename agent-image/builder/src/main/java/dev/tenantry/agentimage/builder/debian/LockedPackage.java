package dev.tenantry.agentimage.builder.debian;

/**
 * One package file, exactly.
 *
 * @param version with its epoch, as the distribution writes it: {@code 1:1.2.13.dfsg-1}
 * @param sha256 of the .deb file
 */
public record LockedPackage(String name, String version, String sha256) {
  /** As apt takes it. */
  String pinned() {
    return name + "=" + version;
  }
}
