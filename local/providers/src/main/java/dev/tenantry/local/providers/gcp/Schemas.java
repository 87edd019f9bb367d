package dev.tenantry.local.providers.gcp;

import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.gcp.ProviderArgs;
import dev.tenantry.local.providers.protocol.ProviderFailure;
import dev.tenantry.local.providers.protocol.Suggestion;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;

/**
 * Finds the SDK's class for a type token. The class name follows from the token, so nothing is
 * scanned; only for a hint on an unknown token the SDK's jar is listed.
 */
final class Schemas {
  private static final String ROOT = "com.pulumi.gcp.";

  private final Map<String, Schema> found = new ConcurrentHashMap<>();

  Schema of(String token) {
    return found.computeIfAbsent(token, Schemas::read);
  }

  /** The provider's own inputs. */
  static Map<String, Schema.Input> provider() {
    return inputs(ProviderArgs.class);
  }

  private static Schema read(String token) {
    Class<?> resource = resourceClass(token).orElseThrow(() -> unknown(token));
    Map<String, Schema.Output> outputs = new TreeMap<>();
    for (Field field : resource.getDeclaredFields()) {
      Optional.ofNullable(field.getAnnotation(Export.class))
          .ifPresent(
              export ->
                  outputs.put(
                      name(export.name(), field),
                      new Schema.Output(Shape.of(field.getGenericType()))));
    }
    return new Schema(token, inputs(argsClass(resource)), outputs);
  }

  private static Optional<Class<?>> resourceClass(String token) {
    String[] parts = token.split("[:/]");
    if (parts.length != 4 || !parts[0].equals("gcp")) {
      return Optional.empty();
    }
    return load(ROOT + parts[1] + "." + parts[3])
        .filter(type -> type.isAnnotationPresent(ResourceType.class))
        .filter(type -> type.getAnnotation(ResourceType.class).type().equals(token));
  }

  private static Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, Schemas.class.getClassLoader()));
    } catch (ClassNotFoundException | NoClassDefFoundError none) {
      return Optional.empty();
    }
  }

  private static Class<?> argsClass(Class<?> resource) {
    for (Constructor<?> constructor : resource.getConstructors()) {
      if (constructor.getParameterCount() == 3) {
        return constructor.getParameterTypes()[1];
      }
    }
    throw new ProviderFailure("the SDK class " + resource.getName() + " has no args class");
  }

  static Map<String, Schema.Input> inputs(Class<?> args) {
    Map<String, Schema.Input> inputs = new TreeMap<>();
    for (Class<?> type = args; type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Optional.ofNullable(field.getAnnotation(Import.class))
            .ifPresent(
                input ->
                    inputs.put(
                        name(input.name(), field),
                        new Schema.Input(
                            input.required(), input.json(), Shape.of(field.getGenericType()))));
      }
    }
    return inputs;
  }

  private static String name(String given, Field field) {
    return given.isEmpty() ? field.getName() : given;
  }

  private static ProviderFailure unknown(String token) {
    List<String> nearest = Suggestion.nearest(token, tokens(), 3);
    String hint = nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest);
    return new ProviderFailure(
        "com.pulumi:gcp " + GcpProvider.SDK_VERSION + " has no resource type " + token + hint);
  }

  /** Every token of the SDK. */
  static List<String> tokens() {
    try {
      File jar =
          new File(ProviderArgs.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (JarFile file = new JarFile(jar)) {
        return file.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.matches("com/pulumi/gcp/[a-z0-9]+/[A-Za-z0-9]+\\.class"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .filter(name -> !name.endsWith("Args"))
            .flatMap(name -> load(name).stream())
            .flatMap(type -> Optional.ofNullable(type.getAnnotation(ResourceType.class)).stream())
            .map(ResourceType::type)
            .sorted()
            .toList();
      }
    } catch (IOException | URISyntaxException unreadable) {
      return List.of();
    }
  }
}
