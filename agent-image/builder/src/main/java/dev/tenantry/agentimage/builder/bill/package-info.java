/** The bill of materials: every jar, package and runtime in the image, as CycloneDX. */
package dev.tenantry.agentimage.builder.bill;
