package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.junit.jupiter.api.Test;

final class HashMemoryTest {
  private final HashMemory memory = new HashMemory(8);

  @Test
  void lend_oneAfterTheOther_sameMemory() {
    BlockPool first = memory.lend(Function.identity());

    assertThat(memory.lend(Function.identity())).isSameAs(first);
  }

  @Test
  void lend_whileAnotherHasIt_memoryOfItsOwn() {
    BlockPool first = memory.lend(Function.identity());

    memory.lend(
        lent -> {
          assertThat(lent).isSameAs(first);
          assertThat(memory.lend(Function.identity())).isNotSameAs(lent);
          return lent;
        });
  }

  @Test
  void lend_hashingFails_memoryComesBack() {
    BlockPool first = memory.lend(Function.identity());

    assertThatThrownBy(
            () ->
                memory.lend(
                    lent -> {
                      throw new IllegalStateException("fails");
                    }))
        .hasMessage("fails");

    assertThat(memory.lend(Function.identity())).isSameAs(first);
  }

  /** Somebody else may hash meanwhile, and have what this one left. */
  @Test
  void hash_again_takesWhatTheLastOneHad() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least =
        LongStream.range(0, 4)
            .map(
                i -> {
                  long before = threads.getCurrentThreadAllocatedBytes();
                  Argon2Hash.of("correct-horse-battery");
                  return threads.getCurrentThreadAllocatedBytes() - before;
                })
            .min()
            .orElseThrow();

    assertThat(least).isLessThan(Argon2Hash.MEMORY_BYTES / 10);
  }
}
