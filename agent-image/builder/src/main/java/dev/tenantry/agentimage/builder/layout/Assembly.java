package dev.tenantry.agentimage.builder.layout;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import dev.tenantry.agentimage.builder.debian.RootSystem;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * Layers, configuration and manifest, by Jib: sorted entries, fixed times, owned by root. No
 * network and no daemon is asked.
 */
public final class Assembly {
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

  private final Path work;

  /**
   * Assembles in a folder.
   *
   * @param work for drafts and for compressed layers, which a second call uses again
   */
  public Assembly(Path work) {
    this.work = work;
  }

  /** Writes the image as a tar in OCI layout. */
  public void write(ImageParts parts, Path tar) {
    Path base = BaseImage.write(parts.root(), parts.architecture(), work);
    try {
      JibContainerBuilder image = Jib.from(TarImage.at(base));
      addLayers(image, parts);
      String user = RootSystem.USER + ":" + RootSystem.USER;
      image
          .setFormat(ImageFormat.OCI)
          .setCreationTime(parts.created())
          .setUser(user)
          .setEntrypoint(parts.entrypoint())
          // Names of files in UTF-8; the locale is in the root file system.
          .addEnvironmentVariable("LANG", "C.UTF-8")
          // For native programs that people add; Java has the same ones in its own store.
          .addEnvironmentVariable("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt")
          .setExposedPorts(port(Variable.PORT), port(Variable.METRICS_PORT))
          .setLabels(parts.labels());
      image.containerize(
          Containerizer.to(TarImage.at(tar).named("tenantry/agent"))
              .setOfflineMode(true)
              .setToolName("tenantry")
              .setBaseImageLayersCache(work.resolve("jib-base"))
              .setApplicationLayersCache(work.resolve("jib-layers")));
    } catch (IOException
        | InvalidImageReferenceException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException e) {
      throw new Failure("cannot assemble the image", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while assembling the image");
    }
  }

  private static void addLayers(JibContainerBuilder image, ImageParts parts) {
    image.addFileEntriesLayer(runtime(parts.runtime()));
    Path application = parts.application();
    String folder = ImageParts.APPLICATION + "/";
    Path libraries = application.resolve(ImageParts.LIBRARIES);
    FileEntriesLayer.Builder lib = FileEntriesLayer.builder().setName("libraries");
    for (Path jar : Folders.files(libraries)) {
      add(lib, jar, folder + ImageParts.LIBRARIES + "/" + libraries.relativize(jar), FILE);
    }
    image.addFileEntriesLayer(lib.build());
    image.addFileEntriesLayer(
        single("application", application.resolve(ImageParts.JAR), folder + ImageParts.JAR));
    parts
        .startCache()
        .ifPresent(
            file ->
                image.addFileEntriesLayer(
                    single("start cache", file, folder + file.getFileName())));
  }

  private static FileEntriesLayer runtime(Path folder) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("runtime");
    for (Path file : Folders.files(folder)) {
      FilePermissions permissions = Files.isExecutable(file) ? PROGRAM : FILE;
      add(layer, file, ImageParts.JAVA_HOME + "/" + folder.relativize(file), permissions);
    }
    return layer.build();
  }

  private static FileEntriesLayer single(String name, Path file, String path) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    add(layer, file, path, FILE);
    return layer.build();
  }

  private static void add(
      FileEntriesLayer.Builder layer, Path file, String path, FilePermissions permissions) {
    layer.addEntry(file, AbsoluteUnixPath.get(path), permissions);
  }

  private static Port port(Variable variable) {
    return Port.tcp(Integer.parseInt(variable.defaultValue().orElseThrow()));
  }
}
