package dev.tenantry.agentimage.builder.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
  /** Lines as JDK 25 records them. */
  private static final String RECORDED =
      """
      # NOTE: Do not modify this file.
      java/lang/Object id: 0
      java/util/ArrayList id: 17
      @cp java/util/ArrayList 1 2 8
      @lambda-proxy java/lang/Runnable run
      app/Loaded id: 20 super: 0 interfaces: 3 4 source: /tmp/x.jar
      java/io/Closeable id: 9

      @lambda-form-invoker [LF_RESOLVE] java.lang.invoke.Invokers$Holder linkToTargetMethod
      """;

  @TempDir private Path folder;

  @Test
  void numbersLinksAndForeignLoadersAreLeftOut() {
    assertThat(ClassList.normal(RECORDED))
        .isEqualTo(
            """
            java/io/Closeable
            java/lang/Object
            java/util/ArrayList
            @lambda-form-invoker [LF_RESOLVE] java.lang.invoke.Invokers$Holder linkToTargetMethod
            @lambda-proxy java/lang/Runnable run
            """);
  }

  @Test
  void theOrderOfLoadingDoesNotMatter() {
    assertThat(ClassList.normal("b id: 2\na id: 1\n"))
        .isEqualTo(ClassList.normal("a id: 7\nb id: 3\n"));
  }

  @Test
  void aTrainingIsReadWithItsDefaults() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("training.json"),
            """
            {"environment": {"AGENT_MODE": "tool"},
             "requests": [{"path": "/a"}, {"path": "/b", "body": "{}", "times": 3}]}
            """);

    Training training = Training.read(file);

    assertThat(training.environment()).containsEntry("AGENT_MODE", "tool");
    assertThat(training.files()).isEmpty();
    assertThat(training.requests())
        .isEqualTo(List.of(new Training.Request("/a", "", 1), new Training.Request("/b", "{}", 3)));
  }

  @Test
  void aKeyThatATrainingDoesNotHaveIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("training.json"), "{\"request\": []}");

    assertThatThrownBy(() -> Training.read(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("\"request\"");
  }

  @Test
  void anAotCacheIsRefusedForOlderRuntimes() {
    assertThat(StartCache.AOT.obstacle(21).orElse(""))
        .startsWith("an ahead-of-time cache needs JDK 25 or newer, and the newest LTS found is 21")
        .contains("START_CACHE=classes");
    assertThat(StartCache.NONE.obstacle(17)).isEmpty();
  }

  @Test
  void theUsualCacheIsOneThatIsTheSameTwice() {
    assertThat(StartCache.usual(17)).isEqualTo(StartCache.NONE);
    assertThat(StartCache.usual(25)).isEqualTo(StartCache.CLASSES);
  }
}
