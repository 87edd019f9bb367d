/** What a tenant's principals may do with objects in Cloud Storage, as IAM bindings. */
package dev.tenantry.stores.objects;
