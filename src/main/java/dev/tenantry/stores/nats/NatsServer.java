package dev.tenantry.stores.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * NATS servers in operator mode with the full resolver, as their system account.
 *
 * <p>A pushed account works at once and on all servers of the cluster, without a restart and
 * without a change of their configuration.
 */
public final class NatsServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For the connection that empties an account; long enough for thousands of streams. */
  private static final Duration ERASER = Duration.ofMinutes(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection system;
  private final String address;
  private final NatsIssuer issuer;

  /**
   * Connects.
   *
   * @param address such as {@code tls://nats.data.svc:4222}
   * @param credentials the text of a credentials file of the system account
   * @throws IOException if nobody answers or the credentials are refused
   */
  public NatsServer(String address, String credentials, NatsIssuer issuer) throws IOException {
    this.address = address;
    this.issuer = issuer;
    this.system = connect(address, credentials, PATIENCE);
  }

  /**
   * Makes the account known, or changes its limits; safe to repeat.
   *
   * @throws IOException if no server takes it
   */
  public void provision(NatsAccount account) throws IOException {
    ask("$SYS.REQ.CLAIMS.UPDATE", issuer.account(account, Optional.empty()));
  }

  /**
   * Deletes the account's streams, its users' connections and the account; safe to repeat.
   *
   * <p>A tenant that comes back needs a new key: with the old one its old users would come back
   * too.
   *
   * @param key the account's key with its seed
   * @return how many streams were deleted, for the evidence of an erasure
   * @throws IOException if a server refuses or is gone; call it again then
   */
  public int deprovision(NatsAccount account, NKey key) throws IOException {
    // Known again, if an earlier call was cut off after the deletion; and without its users. One
    // second ago, as the servers compare whole seconds and the eraser is issued in this one.
    Instant users = issuer.now().minusSeconds(1);
    ask("$SYS.REQ.CLAIMS.UPDATE", issuer.account(account, Optional.of(users)));
    int streams = deleteStreams(issuer.credentials(key, "eraser", ERASER));
    ask("$SYS.REQ.CLAIMS.DELETE", issuer.deletion(List.of(account.publicKey())));
    return streams;
  }

  @Override
  public void close() {
    closeQuietly(system);
  }

  /** A connection of a user; the caller closes it. */
  static Connection connect(String address, String credentials, Duration patience)
      throws IOException {
    AuthHandler user = Nats.staticCredentials(credentials.getBytes(StandardCharsets.US_ASCII));
    try {
      return Nats.connect(
          Options.builder()
              .server(address)
              .authHandler(user)
              .connectionTimeout(patience)
              .maxReconnects(0)
              .errorListener(new QuietErrors())
              .build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to NATS", e);
    }
  }

  private int deleteStreams(String credentials) throws IOException {
    Connection eraser = connect(address, credentials, PATIENCE);
    try {
      JetStreamManagement management = eraser.jetStreamManagement();
      List<String> streams = management.getStreamNames();
      for (String stream : streams) {
        management.deleteStream(stream);
      }
      return streams.size();
    } catch (JetStreamApiException e) {
      throw new IOException("cannot delete a stream: " + e.getMessage(), e);
    } finally {
      closeQuietly(eraser);
    }
  }

  private void ask(String subject, String token) throws IOException {
    try {
      Message answer = system.request(subject, token.getBytes(StandardCharsets.UTF_8), PATIENCE);
      if (answer == null) {
        throw new IOException("no NATS server answered " + subject);
      }
      JsonNode result = JSON.readTree(answer.getData());
      int code = result.path("data").path("code").asInt(result.path("error").path("code").asInt());
      if (code != 200) {
        throw new IOException(subject + " was refused: " + result.path("error"));
      }
    } catch (JsonProcessingException e) {
      throw new IOException(subject + " had an answer that is no JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for NATS", e);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
