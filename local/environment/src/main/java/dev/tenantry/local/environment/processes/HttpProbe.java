package dev.tenantry.local.environment.processes;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a process on loopback over HTTP how it is. */
public final class HttpProbe {
  /** The answer of a process that is well. */
  public static final int OK = HttpURLConnection.HTTP_OK;

  /** A process that is busy with its start may take a while. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_LIMIT)
          .build();

  private HttpProbe() {}

  /** The status with which a path is answered; 0 if nobody answers in time. */
  public static int status(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      // Not there yet, or not there any more.
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
