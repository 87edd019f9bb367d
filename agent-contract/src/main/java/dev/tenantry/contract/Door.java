package dev.tenantry.contract;

/** Paths and headers that an agent answers to. */
public final class Door {
  /** 200 while the process can do work at all; never asks a dependency. On both ports. */
  public static final String HEALTH = "/healthz";

  /** 200 while new work is welcome; 503 when a dependency is away or the process drains. */
  public static final String READY = "/readyz";

  /** 200 once the process has started. */
  public static final String STARTUP = "/startupz";

  /** Prometheus text format, on {@link Variable#METRICS_PORT} only. */
  public static final String METRICS = "/metrics";

  /** POST: one turn of a conversation. */
  public static final String CHAT = "/v1/chat";

  /** GET: the newest sessions; {@code /<id>}: one of them with its messages. */
  public static final String SESSIONS = "/v1/sessions";

  /** GET: server-sent events of all that happens in this process, for the web page. */
  public static final String EVENTS = "/v1/events";

  /** POST: a document for the workers; only where the agent has a queue. */
  public static final String DOCUMENTS = "/v1/documents";

  /** POST: the MCP endpoint of a tool. */
  public static final String MCP = "/mcp";

  /** Two requests with the same value in one session are one turn. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Seconds after which a refused request may be tried again. */
  public static final String RETRY_AFTER = "Retry-After";

  private Door() {}
}
