package dev.tenantry.agentimage.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.resilience.CallFailure.Kind;
import dev.tenantry.agentimage.resilience.Dependency;
import dev.tenantry.agentimage.settings.SecretFile;
import dev.tenantry.agentimage.telemetry.GenAi;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.contract.ModelSettings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The models that an agent may use, through the platform's gateway. */
public final class ModelGateway {
  private final ModelSettings settings;
  private final Dependency dependency;
  private final Metrics metrics;
  private final Traces traces;
  private final GatewayClient http;
  private final OpenAiStreamingChatModel chat;
  private final OpenAiEmbeddingModel embedding;

  /**
   * Connects nothing yet.
   *
   * @param base of the OpenAI-compatible API, with its version
   * @param token read for each request
   */
  public ModelGateway(
      URI base, SecretFile token, ModelSettings settings, Metrics metrics, Traces traces) {
    this.settings = settings;
    this.metrics = metrics;
    this.traces = traces;
    this.dependency = new Dependency(GatewayClient.NAME, metrics);
    this.http = new GatewayClient(token);
    this.chat =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(base.toString())
            .modelName(settings.name())
            .maxTokens(settings.maxTokens())
            .build();
    this.embedding =
        OpenAiEmbeddingModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(base.toString())
            .modelName(settings.embedding())
            .maxRetries(0)
            .build();
  }

  /** Whether calls are let through. */
  public boolean isAvailable() {
    return dependency.isAvailable();
  }

  /** Whether texts can be turned into vectors. */
  public boolean hasEmbedding() {
    return !settings.embedding().isBlank();
  }

  /** A watch over one or more calls until a deadline. */
  public CallWatch watch(Deadline deadline) {
    return new CallWatch(Duration.ofSeconds(settings.timeoutSeconds()), deadline);
  }

  /**
   * Asks the chat model.
   *
   * @param deadline of the call
   * @param tokens gets each piece of text as it comes; after the first, a failure is final
   * @param begun gets the watch, by which the call can be abandoned
   * @throws CallFailure if there is no whole answer
   */
  @SuppressWarnings("try") // a Scope is there to be closed
  public ModelAnswer chat(
      List<ChatMessage> messages,
      List<ToolSpecification> tools,
      Deadline deadline,
      Consumer<String> tokens,
      Consumer<CallWatch> begun) {
    Span span = span("chat", settings.name());
    try (Scope scope = span.makeCurrent()) {
      AtomicBoolean heard = new AtomicBoolean();
      ModelAnswer answer =
          dependency.call(
              deadline,
              () -> !heard.get(),
              () -> {
                try (CallWatch watch = watch(deadline)) {
                  begun.accept(watch);
                  return once(
                      messages,
                      tools,
                      watch,
                      text -> {
                        heard.set(true);
                        tokens.accept(text);
                      });
                }
              });
      span.setAttribute(GenAi.INPUT_TOKENS, answer.promptTokens());
      span.setAttribute(GenAi.OUTPUT_TOKENS, answer.completionTokens());
      metrics.tokens(settings.name(), answer.promptTokens(), answer.completionTokens());
      return answer;
    } catch (CallFailure failure) {
      Traces.fail(span, failure.kind().name());
      throw failure;
    } finally {
      span.end();
    }
  }

  /**
   * Turns texts into vectors, in their order.
   *
   * @throws CallFailure if there is no answer
   */
  @SuppressWarnings("try") // a Scope is there to be closed
  public List<float[]> embed(List<String> texts, Deadline deadline) {
    Span span = span("embeddings", settings.embedding());
    AtomicReference<List<float[]>> vectors = new AtomicReference<>();
    try (Scope scope = span.makeCurrent()) {
      return dependency.call(
          deadline,
          () -> true,
          () -> {
            try (CallWatch watch = watch(deadline)) {
              http.with(
                  watch,
                  () ->
                      vectors.set(
                          embedding
                              .embedAll(texts.stream().map(TextSegment::from).toList())
                              .content()
                              .stream()
                              .map(one -> one.vector())
                              .toList()));
            }
            return vectors.get();
          });
    } catch (CallFailure failure) {
      Traces.fail(span, failure.kind().name());
      throw failure;
    } finally {
      span.end();
    }
  }

  private ModelAnswer once(
      List<ChatMessage> messages,
      List<ToolSpecification> tools,
      CallWatch watch,
      Consumer<String> tokens) {
    ChatRequest request =
        ChatRequest.builder().messages(messages).toolSpecifications(tools).build();
    Whole whole = new Whole(tokens);
    http.with(watch, () -> chat.chat(request, whole));
    return whole.answer();
  }

  private Span span(String operation, String model) {
    Span span = traces.begin(operation + " " + model, SpanKind.CLIENT, Context.current());
    span.setAttribute(GenAi.OPERATION, operation);
    span.setAttribute(GenAi.PROVIDER, "openai");
    span.setAttribute(GenAi.REQUEST_MODEL, model);
    return span;
  }

  /** Collects an answer; all of it happens in the thread that asked. */
  private static final class Whole implements StreamingChatResponseHandler {
    private final Consumer<String> tokens;
    private ChatResponse response;
    private Throwable problem;

    Whole(Consumer<String> tokens) {
      this.tokens = tokens;
    }

    @Override
    public void onPartialResponse(String text) {
      tokens.accept(text);
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response = complete;
    }

    @Override
    public void onError(Throwable error) {
      problem = error;
    }

    ModelAnswer answer() {
      if (problem instanceof CallFailure failure) {
        throw failure;
      }
      if (problem != null || response == null) {
        throw CallFailure.of(GatewayClient.NAME, Kind.UNAVAILABLE, problem);
      }
      TokenUsage usage = response.tokenUsage();
      return new ModelAnswer(
          response.aiMessage(),
          usage == null ? 0 : count(usage.inputTokenCount()),
          usage == null ? 0 : count(usage.outputTokenCount()));
    }

    private static long count(Integer tokens) {
      return tokens == null ? 0 : tokens;
    }
  }
}
