package dev.tenantry.agentimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Signs certificates for tests, by the JDK's own keytool. */
public final class TestAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  /** A new authority in an empty folder. */
  public TestAuthority(Path folder) {
    this.folder = folder;
    keytool(
        "-genkeypair",
        "-alias",
        "ca",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-validity",
        "2",
        "-ext",
        "bc:critical=ca:true",
        "-keystore",
        store("ca"));
  }

  /**
   * The PEM files of an identity.
   *
   * @param chain certificates, its own first
   * @param key of PKCS #8
   * @param authorities whom it trusts
   */
  public record IdentityFiles(Path chain, Path key, Path authorities) {}

  /** A certificate with a URI, for connections to this machine. */
  public IdentityFiles issue(String name, String uri) {
    try {
      Files.deleteIfExists(Path.of(store(name)));
      String request = folder.resolve(name + ".csr").toString();
      String signed = folder.resolve(name + ".signed").toString();
      keytool(
          "-genkeypair",
          "-alias",
          name,
          "-keyalg",
          "EC",
          "-dname",
          "CN=" + name,
          "-keystore",
          store(name));
      keytool("-certreq", "-alias", name, "-file", request, "-keystore", store(name));
      keytool(
          "-gencert",
          "-rfc",
          "-alias",
          "ca",
          "-validity",
          "2",
          "-infile",
          request,
          "-outfile",
          signed,
          "-ext",
          "san=uri:" + uri + ",ip:127.0.0.1,dns:localhost",
          "-keystore",
          store("ca"));
      Path authority = folder.resolve("ca.pem");
      Files.writeString(authority, pem("CERTIFICATE", keyStore("ca").getCertificate("ca")));
      Path key = folder.resolve(name + ".key");
      byte[] bytes = keyStore(name).getKey(name, PASSWORD.toCharArray()).getEncoded();
      Files.writeString(key, pem("PRIVATE KEY", bytes));
      return new IdentityFiles(Path.of(signed), key, authority);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (GeneralSecurityException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private KeyStore keyStore(String name) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(Path.of(store(name)).toFile(), PASSWORD.toCharArray());
  }

  private static String pem(String kind, Certificate certificate) throws GeneralSecurityException {
    return pem(kind, certificate.getEncoded());
  }

  private static String pem(String kind, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private String store(String name) {
    return folder.resolve(name + ".p12").toString();
  }

  private static void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(printed);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
