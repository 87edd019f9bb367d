package dev.tenantry.policies.product;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.golden.StackCase;
import dev.tenantry.policies.RuleSettings;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.StackResources;
import dev.tenantry.render.PolicyInput;
import dev.tenantry.render.RecordedResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change to what the program declares that makes a rule fire, from {@code
 * src/test/policies/faults/<rule>.yaml}: a list of
 *
 * <pre>
 * - what: the label that enforces the standard is gone
 *   stack: dev                                          # local, dev or prod
 *   resource: kubernetes:core/v1:Namespace::acme-namespace  # type::name of the program
 *   remove: metadata.labels['pod-security.kubernetes.io/enforce']
 *   set: {spec.hostNetwork: true}                       # paths as of Value#at
 *   drop: true                                          # the whole resource is gone
 *   as: globex                                          # a copy under this name, changed so
 *   options: {protect: false}                           # options of the resource
 *   add: {type: gcp:serviceaccount/key:Key, name: key, properties: {}}  # one more; no resource
 *   parameters: {regions: [europe-west4]}               # what the stack says to the rule
 *   also: [ids of other rules that fire]
 * </pre>
 */
record PlantedFault(String rule, JsonNode fault) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> INPUTS = new TypeReference<>() {};
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]|\\['([^']*)']");

  static List<PlantedFault> read(Path folder, String rule) throws IOException {
    List<PlantedFault> faults = new ArrayList<>();
    for (JsonNode one : YAML.readTree(folder.resolve(rule + ".yaml").toFile())) {
      faults.add(new PlantedFault(rule, one));
    }
    return faults;
  }

  /** Other rules that the same change breaks. */
  List<String> also() {
    List<String> also = new ArrayList<>();
    fault.path("also").forEach(one -> also.add(one.asText()));
    return also;
  }

  /** All rules, this one with what the stack says to it. */
  Rules among(Rules all) {
    ObjectNode file = JSON.createObjectNode();
    if (fault.has("parameters")) {
      file.set(rule, fault.path("parameters"));
    }
    return RuleSettings.parse(file, all).applyTo(all);
  }

  /** The stack with the change in place. */
  StackResources stack() {
    String stack = fault.path("stack").asText();
    if (fault.has("add")) {
      return PolicyInput.of(stack, added(StackCase.shipped(stack)));
    }
    String wanted = fault.path("resource").asText();
    List<RecordedResource> changed = new ArrayList<>();
    boolean found = false;
    for (RecordedResource one : StackCase.shipped(stack)) {
      boolean here = (one.type() + "::" + one.name()).equals(wanted);
      found |= here;
      if (!here || fault.has("as")) {
        changed.add(one);
      }
      if (here && !fault.path("drop").asBoolean()) {
        changed.add(changed(one));
      }
    }
    if (!found) {
      throw new AssertionError(this + ": stack " + stack + " declares no " + wanted);
    }
    return PolicyInput.of(stack, changed);
  }

  private List<RecordedResource> added(List<RecordedResource> declared) {
    JsonNode one = fault.path("add");
    List<RecordedResource> all = new ArrayList<>(declared);
    all.add(
        new RecordedResource(
            one.path("type").asText(),
            one.path("name").asText(),
            "",
            JSON.convertValue(one.path("properties"), INPUTS),
            Map.of()));
    return all;
  }

  private RecordedResource changed(RecordedResource one) {
    ObjectNode inputs = JSON.valueToTree(one.inputs());
    String before = inputs.toString();
    if (fault.has("remove")) {
      List<String> steps = steps(fault.path("remove").asText());
      remove(below(inputs, steps), steps.get(steps.size() - 1));
    }
    for (Map.Entry<String, JsonNode> change : fault.path("set").properties()) {
      List<String> steps = steps(change.getKey());
      set(below(inputs, steps), steps.get(steps.size() - 1), change.getValue());
    }
    if (inputs.toString().equals(before) && !fault.has("as") && !fault.has("options")) {
      throw new AssertionError(this + " changes nothing");
    }
    String name = fault.path("as").asText(one.name());
    Map<String, Object> options = new TreeMap<>(one.options());
    fault
        .path("options")
        .properties()
        .forEach(option -> options.put(option.getKey(), option.getValue().asBoolean()));
    return new RecordedResource(
        one.type(), name, one.parent(), JSON.convertValue(inputs, INPUTS), options);
  }

  /** The container of the last step; made if it is not there. */
  private JsonNode below(ObjectNode root, List<String> steps) {
    JsonNode node = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode next = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
      if (next.isMissingNode() && node instanceof ObjectNode object) {
        next = object.putObject(step);
      }
      if (!next.isContainerNode()) {
        throw new AssertionError(this + ": nothing below " + step);
      }
      node = next;
    }
    return node;
  }

  private static void set(JsonNode in, String step, JsonNode value) {
    if (in instanceof ArrayNode list && step.equals("+")) {
      list.add(value);
    } else if (in instanceof ArrayNode list) {
      list.set(Integer.parseInt(step), value);
    } else {
      ((ObjectNode) in).set(step, value);
    }
  }

  private static void remove(JsonNode in, String step) {
    if (in instanceof ArrayNode list) {
      list.remove(Integer.parseInt(step));
    } else {
      ((ObjectNode) in).remove(step);
    }
  }

  /** As {@code Value#at}; {@code +} as the last step of {@code set} appends to a list. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      for (int group = 1; group <= 3; group++) {
        if (step.group(group) != null) {
          steps.add(step.group(group));
        }
      }
    }
    return steps;
  }

  @Override
  public String toString() {
    return rule + ": " + fault.path("what").asText();
  }
}
