package dev.tenantry.local.environment.controlplane;

import dev.tenantry.local.environment.pki.Certificates;
import dev.tenantry.local.environment.pki.MutualTls;
import java.io.IOException;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** Asks the processes over TLS whether they are well, with a client certificate. */
final class Probe {
  private static final int LIMIT_MILLIS = 3000;
  private static final int OK = 200;

  private final SSLSocketFactory cluster;
  private final SSLSocketFactory etcd;

  Probe(Certificates certificates) {
    this.cluster =
        MutualTls.context(certificates.cluster(), certificates.leaf("admin")).getSocketFactory();
    this.etcd =
        MutualTls.context(certificates.etcd(), certificates.leaf("etcd-client")).getSocketFactory();
  }

  /** Whether this path of the API server or of another component answers with 200. */
  boolean answers(int port, String path) {
    return status(cluster, port, path) == OK;
  }

  boolean etcdAnswers(int port) {
    return status(etcd, port, "/health") == OK;
  }

  private static int status(SSLSocketFactory sockets, int port, String path) {
    try {
      URL url = new URL("https", "127.0.0.1", port, path);
      HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
      connection.setSSLSocketFactory(sockets);
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    } catch (IOException e) {
      // Not there yet, or not there any more.
      return 0;
    }
  }
}
