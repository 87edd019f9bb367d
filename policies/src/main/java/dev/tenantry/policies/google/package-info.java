/** Rules on resources of Google Cloud. */
package dev.tenantry.policies.google;
