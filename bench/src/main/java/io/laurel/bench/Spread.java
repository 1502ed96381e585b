package io.laurel.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The middle of some figures, and how far they lie apart. */
record Spread(double median, double min, double max) {
  /** The spread of at least one figure. */
  static Spread of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(size - 1));
  }

  /** The spread of one figure of at least one sample. */
  static <T> Spread of(List<T> samples, ToDoubleFunction<T> figure) {
    return of(figures(samples, figure));
  }

  private static <T> List<Double> figures(List<T> samples, ToDoubleFunction<T> figure) {
    return samples.stream().map(figure::applyAsDouble).toList();
  }

  /** The spread of {@code over[i] / under[i]}: each round against the one beside it. */
  static Spread ofRatios(List<Double> over, List<Double> under) {
    return of(IntStream.range(0, over.size()).mapToObj(i -> over.get(i) / under.get(i)).toList());
  }

  /** The same of one figure of samples. */
  static <T> Spread ofRatios(List<T> over, List<T> under, ToDoubleFunction<T> figure) {
    return ofRatios(figures(over, figure), figures(under, figure));
  }
}
