package io.laurel.bus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The gate of each address, which all callers of a process share. */
public final class CallGates {
  private final CallConfig config;
  private final LongSupplier nanos;
  private final Map<String, CallGate> gates = new ConcurrentHashMap<>();

  /** Gates that are open. */
  public CallGates(CallConfig config) {
    this(config, System::nanoTime);
  }

  CallGates(CallConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
  }

  CallGate of(String address) {
    return gates.computeIfAbsent(address, key -> new CallGate(config, nanos));
  }
}
