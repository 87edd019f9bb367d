package dev.tenantry.sizing;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The models that can be sized, by name. */
public final class ModelCatalogue {
  // Wrong letters that a name may have: three, and one more for every third letter beyond nine.
  private static final int ERRORS_MIN = 3;
  private static final int ERRORS_SHARE = 3;

  private static final ModelCatalogue STANDARD = new ModelCatalogue(read());

  private final SortedMap<String, CatalogueModel> models;

  private ModelCatalogue(SortedMap<String, CatalogueModel> models) {
    this.models = models;
  }

  /** The catalogue of the resource {@code models.yaml}. */
  public static ModelCatalogue standard() {
    return STANDARD;
  }

  /** The model of exactly that name. */
  public Optional<CatalogueModel> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /** All models, by name. */
  public Collection<CatalogueModel> all() {
    return models.values();
  }

  /** All names, in order. */
  public Set<String> names() {
    return models.keySet();
  }

  /** Names that a person may have meant: alike, or holding the word; all if none is. */
  public List<String> near(String name) {
    String word = name.toLowerCase(Locale.ROOT).replaceFirst(".*/", "");
    int errors = Math.max(ERRORS_MIN, word.length() / ERRORS_SHARE);
    var distance = new LevenshteinDistance(errors);
    List<String> near =
        models.keySet().stream()
            .filter(
                known ->
                    !word.isEmpty() && (known.contains(word) || word.contains(known))
                        || distance.apply(word, known) >= 0)
            .toList();
    return near.isEmpty() ? List.copyOf(models.keySet()) : near;
  }

  private static SortedMap<String, CatalogueModel> read() {
    SortedMap<String, CatalogueModel> models = new TreeMap<>();
    for (CatalogueRow row : CatalogueFile.yaml("models.yaml")) {
      CatalogueModel model = model(row);
      if (models.put(model.name(), model) != null) {
        throw row.problem("name", "is there twice");
      }
    }
    return models;
  }

  /** The model of a row; throws {@link CatalogueError} on anything that it does not understand. */
  static CatalogueModel model(CatalogueRow row) {
    Set<Precision> precisions = row.words("precisions", Precision.values());
    SortedMap<Precision, Long> checkpoints = row.sizes("checkpoints", Precision.values());
    if (!precisions.containsAll(checkpoints.keySet())) {
      throw row.problem("checkpoints", "names a precision that precisions does not");
    }
    CatalogueModel model =
        new CatalogueModel(
            row.text("name"),
            row.text("title"),
            row.positive("parameters"),
            row.count("attentionHeads"),
            row.rows("layers").stream().map(ModelCatalogue::group).toList(),
            row.count("contextTokens"),
            precisions,
            checkpoints,
            row.text("licence"),
            row.provenance());
    row.end();
    if (model.bytesPerToken(KvPrecision.BF16, 1) == 0) {
      throw row.problem("layers", "has no group that keeps every token: use kind full or mla");
    }
    return model;
  }

  private static LayerGroup group(CatalogueRow row) {
    String kind = row.text("kind");
    int count = row.count("count");
    LayerGroup group =
        switch (kind) {
          case "full" -> new LayerGroup.Full(count, row.count("kvHeads"), row.count("headDim"));
          case "sliding" ->
              new LayerGroup.Sliding(
                  count, row.count("kvHeads"), row.count("headDim"), row.count("window"));
          case "mla" -> new LayerGroup.Latent(count, row.count("loraRank"), row.count("ropeDim"));
          case "linear" -> new LayerGroup.Linear(count, row.count("stateBytes"));
          default -> throw row.problem("kind", "is none of full, sliding, mla, linear: " + kind);
        };
    row.end();
    return group;
  }
}
