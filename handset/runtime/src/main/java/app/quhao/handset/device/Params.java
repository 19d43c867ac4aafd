package app.quhao.handset.device;

import app.quhao.handset.host.control.Json;
import java.util.List;
import java.util.Map;

/** Typed access to a request's parameters. Exceptions name the wrong parameter. */
record Params(String method, Map<String, Object> values) {
  int integer(String name) {
    return (int) required(name, Long.class).longValue();
  }

  int integer(String name, int otherwise) {
    return values.get(name) == null ? otherwise : integer(name);
  }

  String text(String name) {
    return required(name, String.class);
  }

  /** Returns null if it is absent. */
  String optionalText(String name) {
    return values.get(name) == null ? null : text(name);
  }

  /** Returns an empty map if it is absent. */
  Map<String, Object> object(String name) {
    Object value = values.get(name);
    return value == null ? Map.of() : Json.object(value);
  }

  List<String> texts(String name) {
    List<?> values = required(name, List.class);
    return values.stream().map(String.class::cast).toList();
  }

  List<Map<String, Object>> objects(String name) {
    List<?> values = required(name, List.class);
    return values.stream().map(Json::object).toList();
  }

  private <T> T required(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          method + ": `" + name + "` wants a " + type.getSimpleName() + ", got " + value);
    }
    return type.cast(value);
  }
}
