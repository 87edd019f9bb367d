/** A tenant's collection in Qdrant: the token that opens it and nothing else. */
package dev.tenantry.stores.vectors;
