package dev.tenantry.local.environment.pki;

import java.nio.file.Path;

/** Where a certificate and its key are. */
public record KeyFiles(Path certificate, Path key) {
  static KeyFiles in(Path folder, String name) {
    return new KeyFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }
}
