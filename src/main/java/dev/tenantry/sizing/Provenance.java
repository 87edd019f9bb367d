package dev.tenantry.sizing;

import java.time.LocalDate;
import java.util.SortedSet;

/**
 * Where a row of a catalogue comes from.
 *
 * @param source where its values were read
 * @param asOf when that source said so
 * @param recalled keys of the row whose values were not read anywhere: to be verified
 */
public record Provenance(String source, LocalDate asOf, SortedSet<String> recalled) {}
