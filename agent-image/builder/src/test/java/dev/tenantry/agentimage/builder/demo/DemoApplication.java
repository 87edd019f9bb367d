package dev.tenantry.agentimage.builder.demo;

import dev.tenantry.agentimage.builder.layout.ImageParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs the application of this package as Maven packs ours: a jar, its library beside it. */
public final class DemoApplication {
  /** Any time; the same one each time. */
  private static final long MILLIS = 1_767_225_600_000L;

  private DemoApplication() {}

  /** Writes agent.jar and lib/greeting.jar. */
  public static Path write(Path folder) throws IOException {
    Path libraries = Files.createDirectories(folder.resolve(ImageParts.LIBRARIES));
    jar(libraries.resolve("greeting.jar"), new Manifest(), Greeting.class);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, DemoAgent.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/greeting.jar");
    jar(folder.resolve(ImageParts.JAR), manifest, DemoAgent.class);
    return folder;
  }

  private static void jar(Path file, Manifest manifest, Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        InputStream code = type.getClassLoader().getResourceAsStream(path)) {
      JarEntry first = new JarEntry("META-INF/MANIFEST.MF");
      first.setTime(MILLIS);
      jar.putNextEntry(first);
      manifest.write(jar);
      JarEntry entry = new JarEntry(path);
      entry.setTime(MILLIS);
      jar.putNextEntry(entry);
      code.transferTo(jar);
    }
  }
}
