package dev.tenantry.local.providers.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The certificate authority of a connection, as a kubeconfig holds it. */
final class Authority {
  private Authority() {}

  static String data(Config config) {
    String data = config.getCaCertData();
    if (data != null && !data.isEmpty()) {
      return data;
    }
    try {
      return Base64.getEncoder()
          .encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
