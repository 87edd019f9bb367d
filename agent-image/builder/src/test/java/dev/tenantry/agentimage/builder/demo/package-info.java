/** A small application that keeps the contract; the image's test packs it into a jar. */
package dev.tenantry.agentimage.builder.demo;
