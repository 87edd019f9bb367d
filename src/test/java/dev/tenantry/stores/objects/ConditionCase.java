package dev.tenantry.stores.objects;

import java.util.List;
import java.util.Map;
import org.projectnessie.cel.Ast;
import org.projectnessie.cel.Env;
import org.projectnessie.cel.Env.AstIssuesTuple;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.ProgramOption;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Mapper;
import org.projectnessie.cel.interpreter.functions.Overload;

/** Evaluates an IAM condition as Cloud Storage does, on what it knows of a request. */
final class ConditionCase {
  private static final String LIST_PREFIX = "storage.googleapis.com/objectListPrefix";

  private static final Env ENVIRONMENT =
      Env.newEnv(
          EnvOption.declarations(
              Decls.newVar("resource", Decls.newMapType(Decls.String, Decls.String)),
              Decls.newVar("api", Decls.newMapType(Decls.String, Decls.String)),
              Decls.newFunction(
                  "getAttribute",
                  Decls.newInstanceOverload(
                      "map_get_attribute",
                      List.of(
                          Decls.newMapType(Decls.String, Decls.String), Decls.String, Decls.String),
                      Decls.String))));

  private ConditionCase() {}

  /** A request for one object. */
  static boolean object(String expression, String bucket, String name) {
    String resource = "projects/_/buckets/" + bucket + "/objects/" + name;
    return evaluate(expression, resource, Map.of());
  }

  /** A list: its resource is the bucket, and its prefix an attribute of the call. */
  static boolean list(String expression, String bucket, String prefix) {
    return evaluate(expression, "projects/_/buckets/" + bucket, Map.of(LIST_PREFIX, prefix));
  }

  /** Any other request on the bucket itself. */
  static boolean bucket(String expression, String bucket) {
    return evaluate(expression, "projects/_/buckets/" + bucket, Map.of());
  }

  private static boolean evaluate(String expression, String name, Map<String, String> api) {
    AstIssuesTuple compiled = ENVIRONMENT.compile(expression);
    if (compiled.hasIssues()) {
      throw new AssertionError(compiled.getIssues().toString());
    }
    Ast ast = compiled.getAst();
    Val value =
        ENVIRONMENT
            .program(
                ast,
                ProgramOption.functions(
                    Overload.function("getAttribute", ConditionCase::attribute)))
            .eval(Map.of("resource", Map.of("name", name), "api", api))
            .getVal();
    return value.booleanValue();
  }

  private static Val attribute(Val... words) {
    Val found = ((Mapper) words[0]).find(words[1]);
    return found == null ? words[2] : found;
  }
}
