package io.laurel.auth.password;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which hashes are worked out; the next one gets what the last one had. With memory
 * of its own for each, each collection of garbage copies what those under way have filled, 19 MiB
 * each, and everybody else stands still meanwhile.
 *
 * <p>Keeps as much as was ever used at once, and none that says anything: who works a hash out
 * clears it. Threads may share it.
 */
final class HashMemory {
  private final Queue<BlockPool> idle = new ConcurrentLinkedQueue<>();
  private final int blocks;

  /**
   * Of hashes that take up to so many blocks; of those that take more, the rest is not kept.
   *
   * @param blocks of a KiB
   */
  HashMemory(int blocks) {
    this.blocks = blocks;
  }

  /** Lends memory to one hash. */
  <T> T lend(Function<BlockPool, T> hashing) {
    @Nullable BlockPool kept = idle.poll();
    BlockPool memory = kept == null ? new FixedBlockPool(blocks) : kept;
    try {
      return hashing.apply(memory);
    } finally {
      idle.add(memory);
    }
  }
}
