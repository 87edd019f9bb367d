package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.engine.ServedResources.Resource;
import dev.tenantry.golden.Verbs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What subjects may do at one place: the API server's answer to each single question. */
final class AccessMatrix {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUESTIONS_AT_ONCE = 8;

  private static final List<String> OTHERS =
      List.of("deletecollection", "impersonate", "bind", "escalate");

  private final Map<Resource, Map<String, List<String>>> allowed = new TreeMap<>();
  private int questions;

  private AccessMatrix() {}

  /**
   * Asks for every verb on every resource.
   *
   * @param namespace the place; empty for the whole cluster
   */
  static AccessMatrix ask(
      ApiServer server,
      Collection<Subject> subjects,
      Collection<Resource> resources,
      String namespace) {
    AccessMatrix matrix = new AccessMatrix();
    List<Callable<Boolean>> reviews = new ArrayList<>();
    List<Runnable> grants = new ArrayList<>();
    for (Resource resource : resources) {
      for (Subject subject : subjects) {
        for (String verb : verbs()) {
          reviews.add(() -> review(server, subject, verb, resource, namespace));
          grants.add(() -> matrix.grant(resource, subject, verb));
        }
      }
    }
    List<Boolean> answers = all(reviews);
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i)) {
        grants.get(i).run();
      }
    }
    matrix.questions = answers.size();
    return matrix;
  }

  /** How many answers it holds. */
  int questions() {
    return questions;
  }

  /** Everything that a subject may do, as {@code resource: verbs}. */
  Set<String> of(Subject subject) {
    Set<String> lines = new TreeSet<>();
    allowed.forEach(
        (resource, bySubject) -> {
          if (bySubject.containsKey(subject.name())) {
            lines.add(resource + ": " + Verbs.words(bySubject.get(subject.name())));
          }
        });
    return lines;
  }

  /**
   * A line per resource and a column per subject.
   *
   * @param shown resources that get a line even if nobody may touch them
   */
  String table(Collection<Subject> subjects, Collection<String> shown) {
    Set<String> names = new TreeSet<>(shown);
    allowed.keySet().forEach(resource -> names.add(resource.toString()));
    Map<String, Map<String, List<String>>> byName = new TreeMap<>();
    allowed.forEach((resource, bySubject) -> byName.put(resource.toString(), bySubject));
    StringBuilder table = new StringBuilder();
    line(table, "resource", subjects.stream().map(Subject::name).toList());
    for (String name : names) {
      Map<String, List<String>> bySubject = byName.getOrDefault(name, Map.of());
      line(
          table,
          name,
          subjects.stream()
              .map(subject -> Verbs.words(bySubject.getOrDefault(subject.name(), List.of())))
              .toList());
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String name, List<String> columns) {
    StringBuilder line = new StringBuilder(String.format("%-44s", name));
    columns.forEach(column -> line.append(String.format(" %-18s", column)));
    table.append(line.toString().stripTrailing()).append('\n');
  }

  private void grant(Resource resource, Subject subject, String verb) {
    allowed
        .computeIfAbsent(resource, absent -> new TreeMap<>())
        .computeIfAbsent(subject.name(), absent -> new ArrayList<>())
        .add(verb);
  }

  private static boolean review(
      ApiServer server, Subject subject, String verb, Resource resource, String namespace) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SubjectAccessReview");
    ObjectNode spec = review.putObject("spec").put("user", subject.user());
    subject.groups().forEach(spec.withArray("groups")::add);
    String[] name = resource.name().split("/", 2);
    spec.putObject("resourceAttributes")
        .put("namespace", namespace)
        .put("verb", verb)
        .put("group", resource.group())
        .put("resource", name[0])
        .put("subresource", name.length > 1 ? name[1] : "");
    JsonNode answer =
        server.post("/apis/authorization.k8s.io/v1/subjectaccessreviews", review).path("status");
    if (answer.hasNonNull("evaluationError")) {
      throw new AssertionError(answer.toString());
    }
    return answer.path("allowed").asBoolean();
  }

  private static List<String> verbs() {
    List<String> verbs = new ArrayList<>(Verbs.READ);
    verbs.addAll(Verbs.WRITE);
    verbs.addAll(OTHERS);
    return verbs;
  }

  private static List<Boolean> all(List<Callable<Boolean>> reviews) {
    ExecutorService pool = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE);
    try {
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> answer : pool.invokeAll(reviews)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a review failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
