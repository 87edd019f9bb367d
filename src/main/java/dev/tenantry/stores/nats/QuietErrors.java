package dev.tenantry.stores.nats;

import io.nats.client.ErrorListener;

/** Says nothing: what fails is thrown to the caller, and the library's default prints as well. */
final class QuietErrors implements ErrorListener {}
