package dev.tenantry.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of a model's memory as bars, as text or as SVG.
 *
 * <p>All bars have one scale: the memory of the GPUs, or what is asked for if that is more.
 */
public final class FitPicture {
  private static final double GIB = 1L << 30;
  private static final int TEXT_WIDTH = 50;

  // Pixels of the SVG.
  private static final int WIDTH = 720;
  private static final int LEFT = 120;
  private static final int BAR = 470;
  private static final int TOP = 64;
  private static final int ROW = 34;
  private static final int THICK = 22;

  private final FitSum sum;
  private final List<Part> parts;

  private FitPicture(FitSum sum) {
    this.sum = sum;
    this.parts = parts(sum);
  }

  /**
   * A bar.
   *
   * @param name for people
   * @param bytes its length
   * @param colour in SVG, dark enough on white: 3 to 1 at least
   */
  private record Part(String name, long bytes, String colour) {}

  /** The picture of a sum. */
  public static FitPicture of(FitSum sum) {
    return new FitPicture(sum);
  }

  /** A line per bar, such as {@code weights ######## 67.0 GiB}. */
  public List<String> text() {
    return parts.stream()
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "%-10s %-" + TEXT_WIDTH + "s %8.1f GiB",
                    part.name(),
                    (part.name().equals("lacks") ? "!" : "#")
                        .repeat((int) Math.round(part.bytes() * (double) TEXT_WIDTH / scale())),
                    part.bytes() / GIB))
        .toList();
  }

  /** The picture as an SVG document, with a title and a description for those who cannot see it. */
  public String svg() {
    int height = TOP + ROW * parts.size();
    StringBuilder out = new StringBuilder();
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
        .append(" aria-labelledby=\"title description\"")
        .append(
            told(" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"", WIDTH, height, WIDTH, height))
        .append(" font-family=\"sans-serif\" font-size=\"15\">\n");
    out.append("  <title id=\"title\">").append(escaped(title())).append("</title>\n");
    out.append("  <desc id=\"description\">").append(escaped(description())).append("</desc>\n");
    out.append(told("  <rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, height));
    out.append("  <text x=\"16\" y=\"26\" font-size=\"17\" fill=\"#1a1a1a\">")
        .append(escaped(title()))
        .append("</text>\n");
    out.append("  <text x=\"16\" y=\"47\" fill=\"#4d4d4d\">")
        .append(escaped(subtitle()))
        .append("</text>\n");
    int y = TOP;
    for (Part part : parts) {
      double width = part.bytes() * (double) BAR / scale();
      out.append(
          told("  <text x=\"16\" y=\"%d\" fill=\"#1a1a1a\">%s</text>\n", y + 16, part.name()));
      out.append(
          told(
              "  <rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
              LEFT, y, width, THICK, part.colour()));
      out.append(
          told(
              "  <text x=\"%.1f\" y=\"%d\" fill=\"#1a1a1a\">%.1f GiB</text>\n",
              LEFT + width + 8, y + 16, part.bytes() / GIB));
      y += ROW;
    }
    return out.append("</svg>\n").toString();
  }

  private static List<Part> parts(FitSum sum) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("weights", sum.weights(), "#1f5a99"));
    parts.add(new Part("KV cache", sum.neededKv(), "#2e7d32"));
    parts.add(new Part("overhead", sum.overhead(), "#8a5a00"));
    long free = sum.usable() - sum.weights() - sum.neededKv() - sum.overhead();
    parts.add(free >= 0 ? new Part("free", free, "#7a7a7a") : new Part("lacks", -free, "#b3261e"));
    parts.add(new Part("kept back", sum.capacity() - sum.usable(), "#8c8c8c"));
    return List.copyOf(parts);
  }

  private double scale() {
    return Math.max(sum.capacity(), sum.weights() + sum.neededKv() + sum.overhead());
  }

  private String title() {
    return sum.model().title()
        + " in "
        + sum.request().precision()
        + " on "
        + sum.request().tensorParallel()
        + " × "
        + sum.machine().accelerator().title();
  }

  private String subtitle() {
    return told(
        "%,d × %,d tokens; room for %,d KV tokens in %.1f GiB",
        sum.request().concurrency(),
        sum.request().contextTokens(),
        sum.kvTokens(),
        sum.capacity() / GIB);
  }

  private String description() {
    List<String> words = new ArrayList<>();
    parts.forEach(part -> words.add(told("%s %.1f GiB", part.name(), part.bytes() / GIB)));
    return String.join(", ", words) + ". " + subtitle() + ".";
  }

  private static String told(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
