package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.agentimage.ModelServer.Asked;
import dev.tenantry.agentimage.ModelServer.ToolWish;
import dev.tenantry.contract.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class WebPageIT {
  private static final String LAST = "document.querySelector('#messages li:last-child')";

  @TempDir Path folder;

  @Test
  void showsSessionsToolCallsAndTokensAsTheyHappen() throws Exception {
    try (ModelServer model = new ModelServer(WebPageIT::answer);
        AgentProcess agent =
            new AgentProcess(
                folder.resolve("agent"),
                Settings.orchestrator(),
                Map.of(Variable.MODEL_BASE_URL, model.url()))) {
      agent.start();
      String earlier =
          agent.answered(Map.of("message", "What do you know?")).path("session").asText();
      try (Browser browser = new Browser(Files.createDirectory(folder.resolve("chromium")))) {
        browser.go(agent.url("/"));
        browser.await("document.querySelector('#connection')?.textContent ?? ''", "live");
        browser.await("String(document.querySelectorAll('#sessions button').length)", "1");
        browser.tell("document.querySelector('#sessions button').click()");
        browser.await(LAST + "?.textContent ?? ''", "I know <b>nothing</b> of it, after a tool.");
        browser.await("document.querySelector('#prompt-tokens').textContent", "20");

        // Somebody else talks to the same session; the page shows it word by word.
        Thread.sleep(100);
        var other =
            java.util.concurrent.CompletableFuture.supplyAsync(
                () -> agent.answered(Map.of("message", "And now?", "session", earlier)));
        browser.await("String(" + LAST + "?.textContent.startsWith('I know'))", "true");
        browser.await(
            "document.querySelector('#tools li:last-child')?.textContent ?? ''", "lookup: failed");
        other.join();
        browser.await("String(document.querySelectorAll('#messages li').length)", "4");
        browser.await("document.querySelector('#completion-tokens').textContent", "16");

        browser.tell("document.querySelector('#message').value = 'A question from here'");
        browser.tell("document.querySelector('#ask button').click()");
        browser.await("String(document.querySelectorAll('#messages li').length)", "6");
        assertThat(browser.tell("String(document.querySelectorAll('#messages b').length)"))
            .as("what a model says is text and no markup")
            .isEqualTo("0");
        assertThat(browser.complaints()).isEmpty();
        browser.picture(Path.of("target/web-page.png"));
      }
    }
  }

  private static Answer answer(Asked asked) {
    JsonNode messages = asked.body().get("messages");
    if (messages.get(messages.size() - 1).path("role").asText().equals("user")) {
      return new Answer(
          200, Map.of(), List.of(), List.of(new ToolWish("lookup", "{}")), Duration.ZERO);
    }
    return Answer.slowly("I know <b>nothing</b> of it, after a tool.", Duration.ofMillis(80));
  }
}
