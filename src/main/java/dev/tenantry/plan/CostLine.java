package dev.tenantry.plan;

import java.util.Optional;

/**
 * What a change does to the bill.
 *
 * @param owner the tenant, or {@link Owners#SHARED}
 * @param type token of the resource
 * @param name its logical name
 * @param before machines now, in words
 * @param after machines then, in words
 * @param least dollars a month more or, below zero, less, if as few machines run as may; empty
 *     without a price
 * @param most the same if as many run as may
 * @param note where the price is from, or why there is none
 */
public record CostLine(
    String owner,
    String type,
    String name,
    String before,
    String after,
    Optional<Double> least,
    Optional<Double> most,
    String note) {}
