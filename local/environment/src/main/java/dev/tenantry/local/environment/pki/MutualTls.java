package dev.tenantry.local.environment.pki;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS in which both sides show a certificate. */
public final class MutualTls {
  private MutualTls() {}

  /** Trusts only this authority and shows this client certificate. */
  public static SSLContext context(KeyFiles authority, KeyFiles client) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, new char[0]);
      trusted.setCertificateEntry("authority", Pem.certificate(authority.certificate()));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);

      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, new char[0]);
      Certificate[] chain = {Pem.certificate(client.certificate())};
      own.setKeyEntry("client", Pem.privateKey(client.key()), new char[0], chain);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(own, new char[0]);

      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new Failure("cannot use the certificates in " + authority.certificate(), e);
    }
  }
}
