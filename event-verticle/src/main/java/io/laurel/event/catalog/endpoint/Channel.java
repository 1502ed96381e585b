package io.laurel.event.catalog.endpoint;

/** How an endpoint is reached. */
public enum Channel {
  /** By HTTP, as Standard Webhooks have it. */
  WEBHOOK,
  /** By a request at an address of the event bus. */
  BUS
}
