package dev.tenantry.agentimage.builder;

import dev.tenantry.agentimage.builder.bill.BillOfMaterials;
import dev.tenantry.agentimage.builder.debian.PackageStore;
import dev.tenantry.agentimage.builder.debian.RootSystem;
import dev.tenantry.agentimage.builder.layout.Assembly;
import dev.tenantry.agentimage.builder.layout.Descriptor;
import dev.tenantry.agentimage.builder.layout.ImageParts;
import dev.tenantry.agentimage.builder.layout.OciLayout;
import dev.tenantry.agentimage.builder.layout.Unpacking;
import dev.tenantry.agentimage.builder.runtime.JavaRuntime;
import dev.tenantry.agentimage.builder.start.StartCache;
import dev.tenantry.agentimage.builder.start.Trainer;
import dev.tenantry.agentimage.builder.start.UnpackedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The steps from an application folder to an image, in order. */
public final class ImageBuilder {
  private static final List<String> LAYER_NAMES =
      List.of("root file system", "Java runtime", "libraries", "application", "start cache");

  private final PackageStore packages;
  private final Path work;
  private final Progress progress;

  /**
   * Builds in a folder.
   *
   * @param work for all between input and output; emptied first
   */
  public ImageBuilder(PackageStore packages, Path work, Progress progress) {
    this.packages = packages;
    this.work = work.toAbsolutePath();
    this.progress = progress;
  }

  /**
   * Builds an image.
   *
   * @param out folder for agent.tar, agent.cdx.json and classes.list
   */
  public Image build(BuildRequest request, Path out) {
    check(request.application());
    Folders.fresh(work);
    Path root = work.resolve("root.tar");
    progress.step("root file system", request.lock().distribution().label());
    RootSystem system = RootSystem.of(request.lock(), packages::file);
    system.write(root);
    progress.step("Java runtime", request.jdk().label());
    Path runtime = work.resolve("runtime");
    JavaRuntime.make(request.jdk(), request.modules(), system.javaTrustStore(), runtime);
    Assembly assembly = new Assembly(work);
    ImageParts bare = parts(request, root, runtime, Optional.empty());
    OciLayout layout = assemble(assembly, bare);
    String classes = "";
    if (request.startCache() != StartCache.NONE) {
      progress.step("start cache", request.startCache().label());
      Trainer trainer = trainer(request, layout);
      classes = request.startCache() == StartCache.CLASSES ? classes(request, trainer) : "";
      Path cache = classes.isEmpty() ? trainer.aot() : trainer.archive(classes);
      layout = assemble(assembly, parts(request, root, runtime, Optional.of(cache)));
    }
    return finish(request, layout, classes, out);
  }

  private static void check(Path application) {
    if (!Files.isRegularFile(application.resolve(ImageParts.JAR))) {
      throw new Failure(
          application
              + " holds no "
              + ImageParts.JAR
              + ": it must hold that jar, and its"
              + " libraries in "
              + ImageParts.LIBRARIES
              + "/");
    }
  }

  private OciLayout assemble(Assembly assembly, ImageParts parts) {
    progress.step("layers", parts.startCache().isPresent() ? "with start cache" : "");
    Path tar = work.resolve("jib.tar");
    assembly.write(parts, tar);
    return OciLayout.unpack(tar, work.resolve("layout"));
  }

  private Trainer trainer(BuildRequest request, OciLayout layout) {
    Path unpacked = work.resolve("unpacked");
    Unpacking.unpack(layout, unpacked);
    UnpackedImage image = new UnpackedImage(unpacked, work.resolve("tmp"));
    return new Trainer(image, request.jdk().feature(), request.training(), work);
  }

  private static String classes(BuildRequest request, Trainer trainer) {
    return request
        .classes()
        .map(
            file -> {
              try {
                return Files.readString(file);
              } catch (IOException e) {
                throw new Failure("cannot read the list of classes " + file, e);
              }
            })
        .orElseGet(trainer::classes);
  }

  private static ImageParts parts(
      BuildRequest request, Path root, Path runtime, Optional<Path> cache) {
    List<String> entrypoint = new ArrayList<>(List.of(ImageParts.JAVA_HOME + "/bin/java"));
    entrypoint.addAll(JavaRuntime.flags(request.jdk().feature()));
    if (cache.isPresent()) {
      entrypoint.addAll(request.startCache().flags());
    }
    entrypoint.addAll(List.of("-jar", ImageParts.APPLICATION + "/" + ImageParts.JAR));
    return new ImageParts(
        root,
        request.lock().distribution().architecture(),
        runtime,
        request.application(),
        cache,
        entrypoint,
        labels(request),
        request.about().created());
  }

  /** The keys that OCI reserves, and what this image was made from. */
  private static Map<String, String> labels(BuildRequest request) {
    BuildRequest.About about = request.about();
    String prefix = "org.opencontainers.image.";
    Map<String, String> labels = new TreeMap<>();
    labels.put(prefix + "title", about.name());
    labels.put(prefix + "version", about.version());
    labels.put(prefix + "created", about.created().toString());
    labels.put(prefix + "base.name", request.lock().distribution().label());
    if (!about.revision().isEmpty()) {
      labels.put(prefix + "revision", about.revision());
    }
    labels.put("dev.tenantry.java", request.jdk().label());
    labels.put("dev.tenantry.start-cache", request.startCache().label());
    return labels;
  }

  private Image finish(BuildRequest request, OciLayout layout, String classes, Path out) {
    progress.step("bill of materials", "");
    BuildRequest.About about = request.about();
    Descriptor image = layout.image();
    BillOfMaterials bill =
        new BillOfMaterials(about.name(), about.version(), image.digest(), about.created());
    bill.add(request.lock());
    bill.add(request.jdk());
    bill.addJars(request.application());
    byte[] json = bill.json();
    Map<String, String> created =
        Map.of("org.opencontainers.image.created", about.created().toString());
    Descriptor referrer = layout.refer(BillOfMaterials.MEDIA_TYPE, json, created);
    Map<String, String> annotations = labels(request);
    annotations.put("org.opencontainers.image.ref.name", about.version());
    layout.index(annotations, List.of(referrer), BillOfMaterials.MEDIA_TYPE);
    Path tar = out.resolve("agent.tar");
    Path billFile = out.resolve("agent.cdx.json");
    try {
      Files.createDirectories(out);
      layout.write(tar);
      Files.write(billFile, json);
      if (!classes.isEmpty()) {
        Files.writeString(out.resolve("classes.list"), classes);
      }
    } catch (IOException e) {
      throw new Failure("cannot write into " + out, e);
    }
    String startCache = request.startCache().label();
    return new Image(tar, billFile, image.digest(), layers(layout), classes, startCache);
  }

  private static List<Image.Layer> layers(OciLayout layout) {
    List<Descriptor> descriptors = layout.layers(layout.image());
    List<Image.Layer> layers = new ArrayList<>();
    for (int index = 0; index < descriptors.size(); index++) {
      Descriptor layer = descriptors.get(index);
      layers.add(new Image.Layer(LAYER_NAMES.get(index), layer.digest(), layer.size()));
    }
    return layers;
  }
}
