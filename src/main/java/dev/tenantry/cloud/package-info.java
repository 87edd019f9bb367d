/**
 * Google Cloud as every domain sees it: the provider of the stack's project.
 *
 * <p>Creates no resource of the cloud itself and knows no domain.
 */
package dev.tenantry.cloud;
