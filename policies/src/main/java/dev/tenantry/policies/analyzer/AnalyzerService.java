package dev.tenantry.policies.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Empty;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleSettings;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.SettingsProblem;
import dev.tenantry.policies.Values;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc.AnalyzerImplBase;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyNotApplicable;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.AnalyzerOuterClass.Remediation;
import pulumirpc.Plugin.PluginInfo;

/**
 * Answers the engine about one stack: it starts a process for each preview and each update.
 *
 * <p>A rule that fails stops the engine with the rule's name: no resource passes unjudged.
 */
final class AnalyzerService extends AnalyzerImplBase {
  private static final String ALL = "all";
  private static final String LEVEL = "enforcementLevel";
  private static final String REMEDIATE = "remediate";

  private final Rules all;
  private final Runnable onCancel;
  private final SeenResources seen = new SeenResources();
  private volatile RuleSettings settings = RuleSettings.none();
  private volatile Judge judge;
  private volatile String stack = "";
  private volatile boolean cancelled;

  /**
   * A service for one stack.
   *
   * @param onCancel runs after the engine was told that it gets no more answers
   */
  AnalyzerService(Rules all, Runnable onCancel) {
    this.all = all;
    this.judge = new Judge(settings.applyTo(all));
    this.onCancel = onCancel;
  }

  @Override
  public void handshake(
      AnalyzerHandshakeRequest request, StreamObserver<AnalyzerHandshakeResponse> engine) {
    answer(engine, AnalyzerHandshakeResponse::getDefaultInstance);
  }

  @Override
  public void configureStack(
      AnalyzerStackConfigureRequest request,
      StreamObserver<AnalyzerStackConfigureResponse> engine) {
    // The rest of the request is the stack's configuration, secrets in clear: nothing keeps it.
    stack = request.getStack();
    answer(engine, AnalyzerStackConfigureResponse::getDefaultInstance);
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> engine) {
    // No version here or below: the engine takes the one of PulumiPolicy.yaml.
    answer(engine, PluginInfo::getDefaultInstance);
  }

  @Override
  public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> engine) {
    answer(
        engine,
        () ->
            AnalyzerInfo.newBuilder()
                .setName(Words.PACK)
                .setDisplayName("Tenantry")
                .setSupportsConfig(true)
                .addAllPolicies(all.all().stream().map(Words::rule).toList())
                .build());
  }

  @Override
  public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> engine) {
    answer(
        engine,
        () -> {
          settings = RuleSettings.parse(file(request), all);
          judge = new Judge(settings.applyTo(all));
          return Empty.getDefaultInstance();
        });
  }

  /** As a stack's file says it, from which the engine made the request. */
  private static ObjectNode file(ConfigureAnalyzerRequest request) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    request
        .getPolicyConfigMap()
        .forEach(
            (rule, config) -> {
              ObjectNode entry = Structs.json(config.getProperties());
              entry.put(LEVEL, Words.level(config.getEnforcementLevel()));
              file.set(rule, entry);
            });
    // The engine wrote what `all` says into every rule's own entry, also where no remedy is.
    if (file.path(ALL).path(LEVEL).asText().equals(REMEDIATE)) {
      for (JsonNode entry : file) {
        if (entry != file.path(ALL) && entry.path(LEVEL).asText().equals(REMEDIATE)) {
          ((ObjectNode) entry).remove(LEVEL);
        }
      }
    }
    return file;
  }

  @Override
  public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> engine) {
    answer(
        engine,
        () -> {
          Resource resource = resource(request, Structs.json(request.getProperties()));
          seen.add(resource);
          AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
          for (ResourceRule rule : judge.ofResources()) {
            if (judge.applies(rule, resource)) {
              judge
                  .look(rule, resource)
                  .forEach(found -> response.addDiagnostics(Words.violation(found)));
            } else {
              response.addNotApplicable(
                  PolicyNotApplicable.newBuilder().setPolicyName(rule.info().id()));
            }
          }
          return response.build();
        });
  }

  @Override
  public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> engine) {
    answer(
        engine,
        () -> {
          AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
          judge
              .look(seen.stack(stack, request.getResourcesList()))
              .forEach(found -> response.addDiagnostics(Words.violation(found)));
          return response.build();
        });
  }

  @Override
  public void remediate(AnalyzeRequest request, StreamObserver<RemediateResponse> engine) {
    List<ResourceRule> asked = judge.ofResources().stream().filter(settings::remedies).toList();
    answer(
        engine,
        () ->
            asked.isEmpty() ? RemediateResponse.getDefaultInstance() : remediated(asked, request));
  }

  private RemediateResponse remediated(List<ResourceRule> asked, AnalyzeRequest request) {
    RemediateResponse.Builder response = RemediateResponse.newBuilder();
    ObjectNode properties = Structs.json(request.getProperties());
    for (ResourceRule rule : asked) {
      Resource before = resource(request, properties);
      if (judge.look(rule, before).isEmpty()) {
        continue;
      }
      ObjectNode added = Additions.in(properties, rule.remedy().orElseThrow().missing(before));
      // A remedy that does not suffice is none: the rule will report the resource as it is.
      if (judge.look(rule, resource(request, added)).isEmpty()) {
        properties = added;
        response.addRemediations(
            Remediation.newBuilder()
                .setPolicyName(rule.info().id())
                .setPolicyPackName(Words.PACK)
                .setDescription(rule.info().title())
                .setProperties(Structs.struct(properties)));
      }
    }
    return response.build();
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> engine) {
    answer(engine, Empty::getDefaultInstance);
    cancelled = true;
    onCancel.run();
  }

  private static Resource resource(AnalyzeRequest request, ObjectNode properties) {
    // The engine tells no other option.
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("protect", request.getOptions().getProtect());
    options.set("retainOnDelete", Values.unknown());
    return new Resource(
        request.getUrn(),
        request.getType(),
        request.getName(),
        Values.of(properties),
        Values.of(options));
  }

  private <T> void answer(StreamObserver<T> engine, Supplier<T> work) {
    T response;
    try {
      if (cancelled) {
        engine.onError(Status.CANCELLED.withDescription("cancelled").asRuntimeException());
        return;
      }
      response = work.get();
    } catch (SettingsProblem problem) {
      engine.onError(
          Status.INVALID_ARGUMENT.withDescription(problem.getMessage()).asRuntimeException());
      return;
    } catch (BrokenRule broken) {
      engine.onError(Status.INTERNAL.withDescription(broken.getMessage()).asRuntimeException());
      return;
    }
    engine.onNext(response);
    engine.onCompleted();
  }
}
