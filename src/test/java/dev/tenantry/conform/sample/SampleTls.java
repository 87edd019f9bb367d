package dev.tenantry.conform.sample;

import dev.tenantry.contract.Variable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/** TLS from the three PEM files of the contract, as they are now. */
final class SampleTls {
  private SampleTls() {}

  static SSLContext context(Fault fault) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] own = {new Own(fault == Fault.STALE_CERTIFICATE)};
    own = fault == Fault.TOOL_WITHOUT_CERTIFICATE ? null : own;
    TrustManager[] others =
        fault == Fault.ANY_AUTHORITY ? new TrustManager[] {new Anybody()} : others();
    context.init(own, others, null);
    return context;
  }

  private static PrivateKey key() throws IOException, GeneralSecurityException {
    String pem = Files.readString(file(Variable.TLS_KEY_FILE));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static TrustManager[] others() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", certificate(Variable.TLS_CA_FILE));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static Certificate certificate(Variable variable)
      throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(file(variable));
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem));
  }

  private static Path file(Variable variable) {
    return Path.of(System.getenv(variable.name()));
  }

  /** The certificate and key that the files hold at each handshake. */
  private static final class Own extends X509ExtendedKeyManager {
    private final boolean stale;
    private final X509Certificate firstCertificate;
    private final PrivateKey firstKey;

    Own(boolean stale) throws IOException, GeneralSecurityException {
      this.stale = stale;
      this.firstCertificate = (X509Certificate) certificate(Variable.TLS_CERT_FILE);
      this.firstKey = key();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      try {
        return new X509Certificate[] {
          stale ? firstCertificate : (X509Certificate) certificate(Variable.TLS_CERT_FILE)
        };
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      try {
        return stale ? firstKey : key();
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return "own";
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
