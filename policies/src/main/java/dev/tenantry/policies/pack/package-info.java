/** All rules together. */
package dev.tenantry.policies.pack;
