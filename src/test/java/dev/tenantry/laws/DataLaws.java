package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is wrong with the tenants' data in a recording, as sentences. */
final class DataLaws {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID =
      "[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final List<String> broken = new ArrayList<>();
  private final List<RecordedResource> recording;

  private DataLaws(List<RecordedResource> recording) {
    this.recording = recording;
  }

  /** Every broken law; empty for a good recording. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    DataLaws laws = new DataLaws(recording);
    List<RecordedResource> databases = databases(recording);
    laws.unique(databases, one -> text(one, "/spec/tenantId"), "have one id");
    laws.unique(databases, one -> text(one, "/spec/credential"), "share a credential");
    databases.forEach(laws::database);
    laws.grants().forEach(laws::bucketGrant);
    laws.ofType("gcp:storage/bucket:Bucket").forEach(laws::bucket);
    laws.ofType("kubernetes:core/v1:PersistentVolumeClaim").forEach(laws::claim);
    laws.unique(laws.grants(), one -> text(one, "/bucket"), "open one bucket");
    return laws.broken;
  }

  /** Those of tenants; ModelLawsTest says what a model's weights may open. */
  private List<RecordedResource> grants() {
    return ofType("gcp:storage/bucketIAMMember:BucketIAMMember").stream()
        .filter(one -> !one.parent().startsWith(TypeTokens.SERVED_MODEL + "::"))
        .toList();
  }

  static List<RecordedResource> databases(List<RecordedResource> recording) {
    return recording.stream().filter(one -> one.type().endsWith(":TenantDatabase")).toList();
  }

  private void database(RecordedResource one) {
    String tenant = text(one, "/spec/tenant");
    if (!one.objectName().equals(tenant) || !one.parent().endsWith("::" + tenant)) {
      broken.add(one.name() + " is another tenant's than it says");
    }
    if (!text(one, "/spec/tenantId").matches(ID)) {
      broken.add(one.name() + " has no id");
    }
    JsonNode credential = json(one).at("/spec/credential");
    boolean own =
        credential.path("provider").asText().equals("Google")
            ? credential.path("name").asText().equals("tenant-" + tenant + "_database_password")
            : credential.path("namespace").asText().equals("tenant-" + tenant);
    if (!own) {
      broken.add(one.name() + " puts its credential where another tenant reads");
    }
    if (!text(one, "/metadata/annotations/pulumi.com~1waitFor").equals("condition=Ready")) {
      broken.add(one.name() + " is not waited for");
    }
    if (!json(one).at("/metadata/finalizers").isMissingNode()) {
      broken.add(one.name() + " has a finalizer that is the provisioner's to set");
    }
    if (one.options().containsKey("protect")) {
      broken.add(one.name() + " could not be removed with its tenant");
    }
  }

  private void bucketGrant(RecordedResource one) {
    String tenant = one.parent().replaceFirst(".*::", "");
    String member = text(one, "/member");
    String agent = text(one, "/bucket").replaceFirst("^t-[0-9a-f]{32}-", "");
    boolean direct = member.endsWith("/subject/ns/tenant-" + tenant + "/sa/agent-" + agent);
    boolean account = member.startsWith("serviceAccount:t-");
    if (!direct && !account) {
      broken.add(one.name() + " opens a bucket to somebody else than its agent");
    }
    if (!text(one, "/role").equals("roles/storage.objectUser")) {
      broken.add(one.name() + " grants more than a bucket's objects");
    }
    if (ofType("gcp:storage/bucket:Bucket").stream()
        .noneMatch(
            bucket ->
                bucket.parent().equals(one.parent())
                    && text(bucket, "/name").equals(text(one, "/bucket")))) {
      broken.add(one.name() + " opens a bucket that is not the tenant's");
    }
  }

  private void bucket(RecordedResource one) {
    if (!json(one).path("uniformBucketLevelAccess").asBoolean()
        || !text(one, "/publicAccessPrevention").equals("enforced")) {
      broken.add(one.name() + " could be opened object by object");
    }
    if (json(one).path("forceDestroy").asBoolean() == one.options().containsKey("retainOnDelete")) {
      broken.add(one.name() + " is both kept and emptied, or neither");
    }
  }

  private void claim(RecordedResource one) {
    if (!json(one).at("/spec/accessModes").toString().equals("[\"ReadWriteOncePod\"]")) {
      broken.add(one.name() + " lets two pods write one file");
    }
  }

  private void unique(
      List<RecordedResource> all, Function<RecordedResource, String> by, String what) {
    Map<String, String> first = new HashMap<>();
    for (RecordedResource one : all) {
      String other = first.putIfAbsent(by.apply(one), one.name());
      if (other != null) {
        broken.add(other + " and " + one.name() + " " + what);
      }
    }
  }

  private List<RecordedResource> ofType(String type) {
    return recording.stream().filter(one -> one.type().equals(type)).toList();
  }

  private static String text(RecordedResource one, String pointer) {
    JsonNode node = json(one).at(pointer);
    return node.isObject() ? node.toString() : node.asText("");
  }

  private static JsonNode json(RecordedResource one) {
    return JSON.valueToTree(one.inputs());
  }
}
