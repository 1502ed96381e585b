package io.laurel.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a run measured, kept in a file for the next one to be compared with. */
final class Figures {
  /** Of the median; less than that no machine repeats. */
  private static final double NOISE = 0.05;

  private static final String NAME = "name";
  private static final String MEDIAN = "median";
  private static final String MIN = "min";
  private static final String MAX = "max";
  private static final String MORE_IS_BETTER = "moreIsBetter";
  private static final String FIGURES = "figures";

  private final Map<String, Figure> all = new LinkedHashMap<>();

  /** One of them. */
  private record Figure(String name, Spread value, boolean moreIsBetter) {
    /** Worse than the worst round of the earlier run, and by more than noise. */
    boolean isLostAgainst(Figure before) {
      double now = value.median();
      return moreIsBetter
          ? now < before.value.min() && now < before.value.median() * (1 - NOISE)
          : now > before.value.max() && now > before.value.median() * (1 + NOISE);
    }

    JsonObject toJson() {
      return new JsonObject()
          .put(NAME, name)
          .put(MEDIAN, value.median())
          .put(MIN, value.min())
          .put(MAX, value.max())
          .put(MORE_IS_BETTER, moreIsBetter);
    }

    static Figure of(JsonObject json) {
      return new Figure(
          json.getString(NAME),
          new Spread(json.getDouble(MEDIAN), json.getDouble(MIN), json.getDouble(MAX)),
          json.getBoolean(MORE_IS_BETTER));
    }
  }

  /** Adds one of which more is better. */
  Figures more(String name, Spread value) {
    return add(new Figure(name, value, true));
  }

  /** Adds one of which less is better. */
  Figures less(String name, Spread value) {
    return add(new Figure(name, value, false));
  }

  /** The same of one that was measured once. */
  Figures more(String name, double value) {
    return more(name, new Spread(value, value, value));
  }

  /** The same of one that was measured once. */
  Figures less(String name, double value) {
    return less(name, new Spread(value, value, value));
  }

  private Figures add(Figure figure) {
    all.put(figure.name(), figure);
    return this;
  }

  /** Puts them into a file, in place of what is there. */
  void write(Path file) throws IOException {
    JsonArray figures = new JsonArray(all.values().stream().map(Figure::toJson).toList());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, new JsonObject().put(FIGURES, figures).encodePrettily() + "\n");
  }

  /** Those that an earlier run has written. */
  static Figures read(Path file) throws IOException {
    Figures figures = new Figures();
    new JsonObject(Files.readString(file))
        .getJsonArray(FIGURES).stream()
            .map(each -> Figure.of((JsonObject) each))
            .forEach(figures::add);
    return figures;
  }

  /** The names of what is worse than it was. */
  List<String> lostAgainst(Figures before) {
    return known(before)
        .filter(
            figure -> figure.isLostAgainst(Objects.requireNonNull(before.all.get(figure.name()))))
        .map(Figure::name)
        .toList();
  }

  /** As printed. */
  String against(Figures before) {
    List<String> lost = lostAgainst(before);
    StringBuilder text = new StringBuilder("against the earlier run:");
    known(before)
        .forEach(
            figure -> {
              double earlier =
                  Objects.requireNonNull(before.all.get(figure.name())).value().median();
              double now = figure.value().median();
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%n%-50s %9.2f -> %9.2f  %+5.1f %%%s",
                      figure.name(),
                      earlier,
                      now,
                      100 * (now / earlier - 1),
                      lost.contains(figure.name()) ? "  LOST" : ""));
            });
    return text.toString();
  }

  private Stream<Figure> known(Figures before) {
    return all.values().stream().filter(figure -> before.all.containsKey(figure.name()));
  }
}
