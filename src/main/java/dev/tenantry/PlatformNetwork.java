package dev.tenantry;

import com.pulumi.core.Output;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.Region;
import dev.tenantry.database.EndpointNetwork;

/**
 * The names of a network that somebody else declares.
 *
 * @param project its project
 * @param region of the subnet for endpoints
 */
record PlatformNetwork(ProjectId project, Region region) {
  private static final String NETWORK = "tenantry";
  private static final String ENDPOINTS = "tenantry-endpoints";

  EndpointNetwork endpoints() {
    return new EndpointNetwork(
        Output.of("projects/" + project + "/global/networks/" + NETWORK),
        Output.of("projects/" + project + "/regions/" + region + "/subnetworks/" + ENDPOINTS));
  }
}
