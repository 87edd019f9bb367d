package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FitPictureTest {
  private static final double GIB = 1L << 30;

  @Test
  void textHasABarPerPart() {
    assertThat(FitPicture.of(sum("llama-3.3-70b", "a3-highgpu-2g", 2, 4)).text())
        .containsExactly(
            "weights    #####################                                  67.0 GiB",
            "KV cache   #############                                          40.0 GiB",
            "overhead   ##                                                      6.2 GiB",
            "free       #########                                              30.1 GiB",
            "kept back  #####                                                  15.9 GiB");
  }

  @Test
  void textSaysWhatLacks() {
    assertThat(FitPicture.of(sum("llama-3.3-70b", "a3-highgpu-2g", 2, 16)).text())
        .contains("lacks      !!!!!!!!!!!!!!!!!!!                                    89.9 GiB");
  }

  @ParameterizedTest
  @CsvSource({
    "llama-3.3-70b, a3-highgpu-2g, 2, 4",
    "llama-3.3-70b, a3-highgpu-2g, 2, 16",
    "llama-3.3-70b, g2-standard-12, 1, 1",
    "deepseek-v3, a4-highgpu-8g, 8, 64",
    "llama-3.1-8b, a4-highgpu-8g, 1, 1",
  })
  void theSvgIsWellFormedLegibleAndTold(String model, String machine, int gpus, int concurrency)
      throws Exception {
    FitSum sum = sum(model, machine, gpus, concurrency);
    Element root = parse(FitPicture.of(sum).svg()).getDocumentElement();
    assertThat(root.getNodeName()).isEqualTo("svg");
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");

    // For those who listen: a title and the numbers, named by the root.
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title description");
    assertThat(only(root, "title").getTextContent()).contains(sum.model().title());
    assertThat(only(root, "desc").getTextContent())
        .contains(String.format("weights %.1f GiB", sum.weights() / GIB));

    // For those who see: letters of 12 pixels at least, all within the picture.
    double width = Double.parseDouble(root.getAttribute("width"));
    double height = Double.parseDouble(root.getAttribute("height"));
    assertThat(Double.parseDouble(root.getAttribute("font-size"))).isGreaterThanOrEqualTo(12);
    for (Element text : all(root, "text")) {
      // A letter of a sans-serif font is about 0.6 of its height wide.
      double end = number(text, "x") + text.getTextContent().length() * 0.6 * 15;
      assertThat(end).as(text.getTextContent()).isLessThanOrEqualTo(width);
      assertThat(number(text, "y")).isBetween(12.0, height - 4);
    }
    List<Element> bars = all(root, "rect").stream().filter(it -> it.hasAttribute("x")).toList();
    assertThat(bars).hasSize(5);
    for (Element bar : bars) {
      assertThat(number(bar, "x") + number(bar, "width")).isLessThan(width - 100);
      assertThat(number(bar, "y") + number(bar, "height")).isLessThanOrEqualTo(height);
      assertThat(contrastOnWhite(bar.getAttribute("fill"))).isGreaterThanOrEqualTo(3);
    }
    // Lengths are in proportion.
    assertThat(number(bars.get(1), "width") * sum.weights())
        .isCloseTo(number(bars.get(0), "width") * sum.neededKv(), offset(0.2 * sum.capacity()));
  }

  @Test
  void namesThatAreMarkupAreEscaped() throws Exception {
    CatalogueModel odd = Rows.model("title: Some model", "title: 'A <b> & \"c\"'");
    FitRequest request =
        new FitRequest("some-model", Precision.BF16, 1024, 1, "a3-highgpu-1g", 1, 0.9);
    GpuMachine machine = MachineCatalogue.standard().find("a3-highgpu-1g").orElseThrow();
    FitAnswer.Fits answer = (FitAnswer.Fits) GpuFit.check(odd, machine, request, any -> true);
    Document document = parse(FitPicture.of(answer.sum()).svg());
    assertThat(only(document.getDocumentElement(), "title").getTextContent())
        .startsWith("A <b> & \"c\" in bf16 on 1 × ");
  }

  /** Contrast by the Web Content Accessibility Guidelines 2.1; 3 is asked of graphics. */
  private static double contrastOnWhite(String colour) {
    double luminance = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int part = 0; part < 3; part++) {
      double value = Integer.parseInt(colour.substring(1 + 2 * part, 3 + 2 * part), 16) / 255.0;
      luminance +=
          weights[part]
              * (value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return 1.05 / (luminance + 0.05);
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static Element only(Element root, String name) {
    List<Element> found = all(root, name);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<Element> all(Element root, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = root.getElementsByTagName(name);
    for (int index = 0; index < nodes.getLength(); index++) {
      found.add((Element) nodes.item(index));
    }
    return found;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static FitSum sum(String model, String machine, int gpus, int concurrency) {
    FitAnswer answer =
        GpuFit.check(new FitRequest(model, Precision.FP8, 32_768, concurrency, machine, gpus, 0.9));
    if (answer instanceof FitAnswer.Fits fits) {
      return fits.sum();
    }
    return ((FitAnswer.DoesNotFit) answer).sum();
  }
}
