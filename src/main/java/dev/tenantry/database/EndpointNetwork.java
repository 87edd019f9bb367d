package dev.tenantry.database;

import com.pulumi.core.Output;

/**
 * Where the instance's address lies.
 *
 * @param networkId the VPC, {@code projects/<project>/global/networks/<name>}
 * @param endpointSubnetId the subnet for endpoints in the instance's region, {@code
 *     projects/<project>/regions/<region>/subnetworks/<name>}
 */
public record EndpointNetwork(Output<String> networkId, Output<String> endpointSubnetId) {}
