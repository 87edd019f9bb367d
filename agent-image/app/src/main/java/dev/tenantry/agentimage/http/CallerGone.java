package dev.tenantry.agentimage.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The caller has closed the connection; nobody reads the answer. */
public final class CallerGone extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  CallerGone(IOException cause) {
    super(cause);
  }
}
