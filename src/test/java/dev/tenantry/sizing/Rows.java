package dev.tenantry.sizing;

/** Rows of a catalogue for tests: a right one, and what one change makes of it. */
final class Rows {
  static final String MODEL =
      """
      - name: some-model
        title: Some model
        parameters: 1000000
        attentionHeads: 32
        layers:
          - {kind: full, count: 2, kvHeads: 8, headDim: 128}
        contextTokens: 65536
        precisions: [bf16, fp8]
        checkpoints: {bf16: 2000000}
        licence: none
        source: a test
        asOf: 2026-01-01
        recalled: [licence]
      """;

  static final String ACCELERATOR =
      """
      - name: some-gpu
        title: Some GPU
        memoryGib: 10.5
        fp8: weight-only
        link: pcie
        label: some-label
        source: a test
        asOf: 2026-01-01
        recalled: []
      """;

  private Rows() {}

  /** The model of {@link #MODEL} with one text replaced. */
  static CatalogueModel model(String text, String by) {
    return ModelCatalogue.model(row(MODEL, text, by));
  }

  static CatalogueRow row(String rows, String text, String by) {
    if (!rows.contains(text)) {
      throw new IllegalArgumentException("not in the row: " + text);
    }
    return CatalogueFile.rows("rows.yaml", rows.replace(text, by)).get(0);
  }
}
