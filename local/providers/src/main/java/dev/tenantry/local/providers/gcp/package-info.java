/** The gcp test provider: a recorder that checks inputs against the SDK's own classes. */
package dev.tenantry.local.providers.gcp;
