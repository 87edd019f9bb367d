package dev.tenantry.agentimage.tls;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Mutual TLS with certificates that are renewed while the process runs. */
public final class MutualTls {
  /** The kind of a subject alternative name that is a URI (RFC 5280, 4.2.1.6). */
  private static final int URI_NAME = 6;

  private MutualTls() {}

  /**
   * A context whose handshakes use the files as they are then.
   *
   * @param chain PEM, this container's first
   * @param key PEM of PKCS #8
   * @param authorities PEM, of whoever signs the other end's
   */
  public static SSLContext context(Path chain, Path key, Path authorities) {
    TlsFiles files = new TlsFiles(chain, key, authorities);
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {new Keys(files)}, new TrustManager[] {new Trust(files)}, null);
      return context;
    } catch (GeneralSecurityException problem) {
      throw new IllegalStateException("every JDK has TLS 1.3", problem);
    }
  }

  /** The URIs in the certificate of whoever called; empty if there is none. */
  public static List<String> callerUris(SSLSession session) {
    try {
      if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
        return List.of();
      }
      Collection<List<?>> names =
          Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
      return names.stream()
          .filter(name -> name.get(0).equals(URI_NAME))
          .map(name -> name.get(1).toString())
          .toList();
    } catch (SSLPeerUnverifiedException | CertificateParsingException problem) {
      return List.of();
    }
  }

  private static final class Keys extends X509ExtendedKeyManager {
    private final TlsFiles files;

    Keys(TlsFiles files) {
      this.files = files;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return files.keys().getClientAliases(type, issuers);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return files.keys().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return files.keys().chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return files.keys().getServerAliases(type, issuers);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return files.keys().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return files.keys().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return files.keys().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return files.keys().getPrivateKey(alias);
    }
  }

  private static final class Trust extends X509ExtendedTrustManager {
    private final TlsFiles files;

    Trust(TlsFiles files) {
      this.files = files;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      files.trust().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      files.trust().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      files.trust().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      files.trust().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      files.trust().checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      files.trust().checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return files.trust().getAcceptedIssuers();
    }
  }
}
