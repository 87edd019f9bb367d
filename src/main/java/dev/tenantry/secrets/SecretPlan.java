package dev.tenantry.secrets;

import dev.tenantry.config.Delivery;
import dev.tenantry.config.SecretConfig;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.SecretReader;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which objects a tenant's secrets need.
 *
 * @param stores each ServiceAccount that reads, and from where
 * @param deliveries each Secret in the Namespace, and its keys
 */
record SecretPlan(
    SortedSet<Store> stores, SortedMap<SecretPlan.Delivered, List<SecretName>> deliveries) {
  /**
   * A SecretStore: one ServiceAccount's way to one provider.
   *
   * @param account the ServiceAccount that reads
   */
  record Store(String account, SecretProvider provider) implements Comparable<Store> {
    private static final Comparator<Store> ORDER =
        Comparator.comparing(Store::account).thenComparing(Store::provider);

    String name() {
      return Names.secretStore(account, provider);
    }

    @Override
    public int compareTo(Store other) {
      return ORDER.compare(this, other);
    }
  }

  /** An ExternalSecret, and the Secret that it makes: files and variables never share one. */
  record Delivered(Store store, Delivery delivery) implements Comparable<Delivered> {
    private static final Comparator<Delivered> ORDER =
        Comparator.comparing(Delivered::store).thenComparing(Delivered::delivery);

    String name() {
      return Names.deliveredSecret(store.account(), store.provider(), delivery);
    }

    /** The key that holds a secret: the file's or the variable's name. */
    String key(SecretName secret) {
      return switch (delivery) {
        case FILES -> secret.value();
        case ENV -> secret.variable();
      };
    }

    @Override
    public int compareTo(Delivered other) {
      return ORDER.compare(this, other);
    }
  }

  /** The plan of a tenant; one store and one Secret for each reader, never one for all. */
  static SecretPlan of(TenantConfig tenant) {
    SortedSet<Store> stores = new TreeSet<>();
    SortedMap<Delivered, List<SecretName>> deliveries = new TreeMap<>();
    tenant
        .secrets()
        .forEach(
            (name, secret) ->
                accounts(secret)
                    .forEach(
                        account -> {
                          Store store = new Store(account, secret.provider());
                          stores.add(store);
                          deliveries
                              .computeIfAbsent(
                                  new Delivered(store, secret.as()), none -> new ArrayList<>())
                              .add(name);
                        }));
    return new SecretPlan(stores, deliveries);
  }

  /** The ServiceAccounts that may read a secret, sorted. */
  static List<String> accounts(SecretConfig secret) {
    return secret.readers().stream()
        .map((SecretReader reader) -> Names.serviceAccount(reader))
        .sorted()
        .toList();
  }

  /** What the pods of each reading ServiceAccount mount. */
  SortedMap<String, MountedSecrets> mounts() {
    SortedMap<String, MountedSecrets> mounts = new TreeMap<>();
    stores.forEach(
        store ->
            mounts.put(
                store.account(),
                new MountedSecrets(
                    names(store.account(), Delivery.FILES), names(store.account(), Delivery.ENV))));
    return mounts;
  }

  private List<String> names(String account, Delivery delivery) {
    return deliveries.keySet().stream()
        .filter(one -> one.store().account().equals(account) && one.delivery() == delivery)
        .map(Delivered::name)
        .toList();
  }
}
