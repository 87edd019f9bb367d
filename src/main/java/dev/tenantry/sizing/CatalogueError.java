package dev.tenantry.sizing;

/** A row of a catalogue that cannot be understood: a fault of the program, not of its user. */
public final class CatalogueError extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  CatalogueError(String message) {
    super(message);
  }

  CatalogueError(String message, Throwable cause) {
    super(message, cause);
  }
}
