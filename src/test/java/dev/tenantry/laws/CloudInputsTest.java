package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import dev.tenantry.golden.StackCase;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cloud's plug-in ignores an input that it does not know: a typing error in the project's own
 * inputs would leave a cluster open. Whatever is sent is known to the SDK, or listed as newer.
 */
class CloudInputsTest {
  private static final Path NEWER =
      Path.of(
          "local/providers/src/main/resources/dev/tenantry/local/providers/gcp/newer-fields.txt");

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void everyInputIsKnownToTheSdkOrListedAsNewer(String stack) throws ReflectiveOperationException {
    assertThat(unknown(stack)).isSubsetOf(newer());
  }

  // A list that may only grow soon allows what nobody sends any more.
  @Test
  void everyNewerInputIsSent() throws ReflectiveOperationException {
    Set<String> sent = new TreeSet<>(unknown("dev"));
    sent.addAll(unknown("prod"));
    assertThat(newer()).isEqualTo(sent);
  }

  private static Set<String> newer() {
    try {
      return Files.readAllLines(NEWER).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+")[0] + " " + line.split("\\s+")[1])
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> unknown(String stack) throws ReflectiveOperationException {
    Set<String> unknown = new TreeSet<>();
    for (RecordedResource one : StackCase.shipped(stack)) {
      if (one.isGcpResource()) {
        List<String> paths = new ArrayList<>();
        fields(argsOf(one.type()), one.inputs(), "", paths);
        paths.forEach(path -> unknown.add(one.type() + " " + path));
      }
    }
    return unknown;
  }

  /** {@code gcp:container/cluster:Cluster} is {@code com.pulumi.gcp.container.Cluster}. */
  private static Class<?> argsOf(String token) throws ReflectiveOperationException {
    String[] parts = token.split("[:/]");
    Class<?> type = Class.forName("com.pulumi.gcp." + parts[1] + "." + parts[3]);
    for (Constructor<?> one : type.getConstructors()) {
      if (one.getParameterCount() == 3) {
        return one.getParameterTypes()[1];
      }
    }
    throw new NoSuchMethodException(type + " takes no inputs");
  }

  private static void fields(Class<?> args, Map<?, ?> inputs, String path, List<String> unknown) {
    Map<String, Type> known = new TreeMap<>();
    for (Field field : args.getDeclaredFields()) {
      Import input = field.getAnnotation(Import.class);
      if (input != null) {
        known.put(input.name(), field.getGenericType());
      }
    }
    inputs.forEach(
        (name, value) -> {
          String here = path.isEmpty() ? name.toString() : path + "." + name;
          if (known.containsKey(name)) {
            value(known.get(name), value, here, unknown);
          } else {
            unknown.add(here);
          }
        });
  }

  private static void value(Type type, Object value, String path, List<String> unknown) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == Output.class) {
        value(inner, value, path, unknown);
      } else if (generic.getRawType() == List.class) {
        ((List<?>) value).forEach(item -> value(inner, item, path, unknown));
      }
    } else if (type instanceof Class<?> args && ResourceArgs.class.isAssignableFrom(args)) {
      fields(args, (Map<?, ?>) value, path, unknown);
    }
  }
}
