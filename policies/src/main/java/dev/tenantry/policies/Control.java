package dev.tenantry.policies;

/**
 * One entry of a catalogue.
 *
 * @param catalogue where it is written
 * @param id as it is written there
 */
public record Control(Catalogue catalogue, String id) {
  public Control {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a control needs its id");
    }
  }

  @Override
  public String toString() {
    return catalogue.title() + " " + id;
  }
}
