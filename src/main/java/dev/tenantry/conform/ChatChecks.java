package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.contract.Door;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be seen of conversations without knowing the model: by URL, and around a process. */
final class ChatChecks {
  /** Asked first; the session that it opens is used by later checks. */
  static final String FIRST = "Conform one: please answer in a few words.";

  static final String FIRST_KEY = "conform-key-first";

  private static final String REPEATED = "Conform repeated: please answer in a few words.";
  private static final String REPEATED_KEY = "conform-key-repeated";

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Findings findings;
  private final AgentDoor door;
  private Optional<Answer> first = Optional.empty();

  ChatChecks(Findings findings, AgentDoor door) {
    this.findings = findings;
    this.door = door;
  }

  /**
   * One turn.
   *
   * @param text that it must answer with; empty if the model is not known
   */
  void chat(String text) {
    findings.check(
        Rule.CHAT,
        () -> {
          Answer answer = door.chat(Turn.of(FIRST));
          if (answer.status() == 200) {
            first = Optional.of(answer);
          }
          expect(answer.status() == 200, "200 of POST " + Door.CHAT, answer);
          expect(answer.type().startsWith("application/json"), "application/json", answer.type());
          complete(answer);
          expect(
              text.isEmpty() || answer.text().equals(text), "text '" + text + "'", answer.text());
        });
  }

  /** The session of {@link #chat}. */
  String session() throws Findings.Unchecked {
    String session = first.map(Answer::session).orElse("");
    if (session.isEmpty()) {
      throw new Findings.Unchecked("no session: see " + Rule.CHAT.id());
    }
    return session;
  }

  /** What {@link #chat} got. */
  Answer first() throws Findings.Unchecked {
    session();
    return first.orElseThrow();
  }

  private static void complete(Answer answer) throws Findings.Unmet {
    JsonNode body = answer.json();
    String session = answer.session();
    expect(UUID_TEXT.matcher(session).matches(), "session, a UUID", "'" + session + "'");
    JsonNode turn = body.path("turn");
    expect(turn.isValueNode() && !turn.asText("").isBlank(), "turn, which names it", turn);
    expect(body.path("text").isTextual(), "text", body.path("text"));
    expect(body.path("toolCalls").isArray(), "toolCalls, a list", body.path("toolCalls"));
    usage(body.path("usage"));
  }

  static void usage(JsonNode usage) throws Findings.Unmet {
    for (String field : List.of("promptTokens", "completionTokens")) {
      JsonNode tokens = usage.path(field);
      expect(tokens.isIntegralNumber() && tokens.asLong() >= 0, "usage." + field, usage);
    }
  }

  /** Requests that make no sense. */
  void problems() {
    findings.check(
        Rule.CHAT_PROBLEMS,
        () -> {
          for (String body :
              List.of("no JSON", "{}", "{\"session\":\"no-uuid\",\"message\":\"Hello.\"}")) {
            Answer answer = door.chat(body);
            expect(
                answer.status() == 400 && answer.isProblem(),
                "400 and application/problem+json with title and status for '" + body + "'",
                answer);
          }
        });
  }

  /** A request twice. */
  void once(ModelWitness witness) {
    findings.check(
        Rule.ONCE,
        () -> {
          Turn turn = Turn.of(REPEATED).in(session()).withKey(REPEATED_KEY);
          Answer one = door.chat(turn);
          expect(one.status() == 200, "200 of a turn with a key", one);
          Answer two = door.chat(turn);
          same(one, two);
          expect(
              witness.calls(REPEATED) == 1,
              "one model call for a turn whose key is repeated",
              witness.calls(REPEATED));
        });
  }

  /** That a repeated request got the answer of the first. */
  static void same(Answer one, Answer two) throws Findings.Unmet {
    expect(two.status() == 200, "200 of the repeated request", two);
    expect(
        two.text().equals(one.text())
            && two.session().equals(one.session())
            && two.json().path("turn").equals(one.json().path("turn")),
        "the same session, turn and text again: " + Words.brief(one.body()),
        two);
  }

  /** How often the model was asked a question; by URL nobody knows, and one is assumed. */
  interface ModelWitness {
    int calls(String phrase);
  }
}
