package dev.tenantry.agentimage.builder.bill;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import dev.tenantry.agentimage.builder.debian.Distribution;
import dev.tenantry.agentimage.builder.debian.LockedPackage;
import dev.tenantry.agentimage.builder.debian.PackageLock;
import dev.tenantry.agentimage.builder.runtime.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.parsers.JsonParser;

/** Every jar, package and runtime of one image, as CycloneDX 1.6 JSON; the same bytes each time. */
public final class BillOfMaterials {
  /** Its media type, as registered with IANA. */
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

  private final Bom bom = new Bom();
  private int references;

  /**
   * Starts the bill of an image.
   *
   * @param name of the image
   * @param digest of its manifest
   */
  public BillOfMaterials(String name, String version, String digest, Instant created) {
    Component image = component(Component.Type.CONTAINER, "", name, version);
    image.addHash(new Hash(Hash.Algorithm.SHA_256, digest.replace("sha256:", "")));
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(created));
    metadata.setComponent(image);
    bom.setMetadata(metadata);
    // Named after the image, so that the same image has the same bill.
    byte[] seed = digest.getBytes(StandardCharsets.UTF_8);
    bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(seed));
  }

  /** Adds the packages of the root file system. */
  public void add(PackageLock lock) {
    Distribution distribution = lock.distribution();
    for (LockedPackage item : lock.packages()) {
      Component component = component(Component.Type.LIBRARY, "", item.name(), item.version());
      component.addHash(new Hash(Hash.Algorithm.SHA_256, item.sha256()));
      Map<String, String> qualifiers = new TreeMap<>();
      qualifiers.put("arch", distribution.architecture());
      qualifiers.put("distro", distribution.id() + "-" + distribution.version());
      component.setPurl(purl("deb", distribution.id(), item.name(), item.version(), qualifiers));
      bom.addComponent(component);
    }
  }

  /** Adds the Java runtime. */
  public void add(Jdk jdk) {
    String version = jdk.version().toString();
    Component component = component(Component.Type.PLATFORM, "", "java-runtime", version);
    component.setPublisher(jdk.implementor());
    component.setPurl(purl("generic", null, "openjdk", version, new TreeMap<>()));
    bom.addComponent(component);
  }

  /** Adds the jars of an application's folder, and what was copied into each. */
  public void addJars(Path folder) {
    for (Path path : Folders.files(folder)) {
      if (!path.toString().endsWith(".jar")) {
        continue;
      }
      JarFile jar = JarFile.read(path);
      Component component = maven(jar.own());
      component.addHash(new Hash(Hash.Algorithm.SHA_256, Digests.of(path)));
      jar.contained().forEach(inner -> component.addComponent(maven(inner)));
      bom.addComponent(component);
    }
  }

  /**
   * The document.
   *
   * @throws Failure if the library's own validator, which has the published schema, refuses it
   */
  public byte[] json() {
    try {
      byte[] json =
          BomGeneratorFactory.createJson(Version.VERSION_16, bom)
              .toJsonString()
              .getBytes(StandardCharsets.UTF_8);
      List<ParseException> problems = new JsonParser().validate(json, Version.VERSION_16);
      if (!problems.isEmpty()) {
        throw new Failure("the bill of materials is not valid: " + problems);
      }
      return json;
    } catch (GeneratorException | IOException e) {
      throw new Failure("cannot write the bill of materials", e);
    }
  }

  private Component maven(JarFile.Coordinates of) {
    Component component = component(Component.Type.LIBRARY, of.group(), of.name(), of.version());
    component.setPurl(
        of.group().isEmpty()
            ? purl("generic", null, of.name(), of.version(), new TreeMap<>())
            : purl("maven", of.group(), of.name(), of.version(), new TreeMap<>()));
    return component;
  }

  private Component component(Component.Type type, String group, String name, String version) {
    Component component = new Component();
    component.setType(type);
    component.setBomRef(++references + "-" + name);
    if (!group.isEmpty()) {
      component.setGroup(group);
    }
    component.setName(name);
    if (!version.isEmpty()) {
      component.setVersion(version);
    }
    return component;
  }

  private static PackageURL purl(
      String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    try {
      String known = version.isEmpty() ? null : version;
      return new PackageURL(type, namespace, name, known, new TreeMap<>(qualifiers), null);
    } catch (MalformedPackageURLException e) {
      throw new Failure("cannot name the package " + name, e);
    }
  }
}
