package io.laurel.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by path template such as {@code /events/{eventId}}. Paths are compared as sent, not
 * decoded, so that {@code %2F} is part of an id and never a separator.
 */
final class PathTree<T> {
  private final Map<String, PathTree<T>> literals = new HashMap<>();
  private @Nullable PathTree<T> parameter;
  private @Nullable T value;

  /** The value at a template, made by {@code initial} where there is none yet. */
  T at(String template, Supplier<T> initial) {
    PathTree<T> node = this;
    for (String segment : template.substring(1).split("/", -1)) {
      node = node.child(segment);
    }
    T value = node.value == null ? initial.get() : node.value;
    node.value = value;
    return value;
  }

  private PathTree<T> child(String segment) {
    if (!segment.startsWith("{")) {
      return literals.computeIfAbsent(segment, name -> new PathTree<>());
    }
    if (parameter == null) {
      parameter = new PathTree<>();
    }
    return parameter;
  }

  /** The value of the template that the path fits, literal segments first; null for none. */
  @Nullable T find(String path) {
    return find(path, 1);
  }

  private @Nullable T find(String path, int from) {
    if (from > path.length()) {
      return value;
    }
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    String segment = path.substring(from, end);
    PathTree<T> literal = literals.get(segment);
    T found = literal == null ? null : literal.find(path, end + 1);
    return found == null && parameter != null && !segment.isEmpty()
        ? parameter.find(path, end + 1)
        : found;
  }
}
