package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Measure;

/** A part of an expression that has a value, by the rules of CEL. */
sealed interface Term {
  /** That an expression has no value, as after a division by zero; CEL calls it an error. */
  final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a trace: it is thrown often and never looked at. */
    private NoValue() {
      super("no value", null, false, false);
    }
  }

  /** A whole number of 64 bits. What leaves them has no value. */
  non-sealed interface Whole extends Term {
    /** Fails with {@link NoValue}. */
    long of(Facts facts);

    static Whole of(long constant) {
      return facts -> constant;
    }

    static Whole of(Measure measure) {
      return facts -> facts.get(measure);
    }

    static Whole add(Whole left, Whole right) {
      return facts -> {
        long x = left.of(facts);
        long y = right.of(facts);
        long sum = x + y;
        return inside(sum, ((x ^ sum) & (y ^ sum)) >= 0);
      };
    }

    static Whole subtract(Whole left, Whole right) {
      return facts -> {
        long x = left.of(facts);
        long y = right.of(facts);
        long difference = x - y;
        return inside(difference, ((x ^ y) & (x ^ difference)) >= 0);
      };
    }

    static Whole multiply(Whole left, Whole right) {
      return facts -> {
        long x = left.of(facts);
        long y = right.of(facts);
        long product = x * y;
        return inside(product, Math.multiplyHigh(x, y) == product >> 63);
      };
    }

    static Whole divide(Whole left, Whole right) {
      return facts -> {
        long x = left.of(facts);
        long y = right.of(facts);
        return inside(x, y != 0 && !(x == Long.MIN_VALUE && y == -1)) / y;
      };
    }

    static Whole modulo(Whole left, Whole right) {
      return facts -> {
        long x = left.of(facts);
        long y = right.of(facts);
        return inside(x, y != 0) % y;
      };
    }

    static Whole negate(Whole term) {
      return facts -> {
        long x = term.of(facts);
        return -inside(x, x != Long.MIN_VALUE);
      };
    }

    static Whole choice(Truth condition, Whole yes, Whole no) {
      return facts -> condition.of(facts) ? yes.of(facts) : no.of(facts);
    }

    private static long inside(long value, boolean inside) {
      if (!inside) {
        throw new NoValue();
      }
      return value;
    }
  }

  /** True or false. */
  non-sealed interface Truth extends Term {
    /** Fails with {@link NoValue}. */
    boolean of(Facts facts);

    static Truth of(boolean constant) {
      return facts -> constant;
    }

    static Truth not(Truth term) {
      return facts -> !term.of(facts);
    }

    static Truth and(Truth left, Truth right) {
      return facts -> decided(facts, left, right, false);
    }

    static Truth or(Truth left, Truth right) {
      return facts -> decided(facts, left, right, true);
    }

    static Truth choice(Truth condition, Truth yes, Truth no) {
      return facts -> condition.of(facts) ? yes.of(facts) : no.of(facts);
    }

    /** One side that is {@code decisive} decides, even where the other has no value. */
    private static boolean decided(Facts facts, Truth left, Truth right, boolean decisive) {
      boolean first;
      try {
        first = left.of(facts);
      } catch (NoValue e) {
        if (right.of(facts) == decisive) {
          return decisive;
        }
        throw e;
      }
      return first == decisive ? decisive : right.of(facts);
    }
  }
}
