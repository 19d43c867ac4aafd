package app.quhao.handset.device;

import android.content.ComponentName;
import android.net.Uri;
import android.os.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The extras of an intent as the shell sends them: a type and a text, or a list of texts, each. */
final class Extras {
  private Extras() {}

  static Bundle bundle(Map<String, Object> values) {
    Bundle bundle = new Bundle();
    values.forEach(
        (name, value) -> {
          List<?> typed = (List<?>) value;
          put(bundle, name, (String) typed.get(0), typed.get(1));
        });
    return bundle;
  }

  private static void put(Bundle bundle, String name, String type, Object value) {
    if (value instanceof List<?> values) {
      putAll(bundle, name, type, values.stream().map(String::valueOf).toList());
      return;
    }
    String text = (String) value;
    switch (type) {
      case "string" -> bundle.putString(name, text);
      case "boolean" -> bundle.putBoolean(name, Boolean.parseBoolean(text));
      case "int" -> bundle.putInt(name, Integer.parseInt(text));
      case "long" -> bundle.putLong(name, Long.parseLong(text));
      case "float" -> bundle.putFloat(name, Float.parseFloat(text));
      case "double" -> bundle.putDouble(name, Double.parseDouble(text));
      case "uri" -> bundle.putParcelable(name, Uri.parse(text));
      case "component" -> bundle.putParcelable(name, component(text));
      default -> throw new IllegalArgumentException("No extra is of the type " + type);
    }
  }

  private static ComponentName component(String text) {
    ComponentName component = ComponentName.unflattenFromString(text);
    if (component == null) {
      throw new IllegalArgumentException("Bad component name: " + text);
    }
    return component;
  }

  private static void putAll(Bundle bundle, String name, String type, List<String> texts) {
    switch (type) {
      case "array" -> bundle.putStringArray(name, texts.toArray(String[]::new));
      case "list" -> bundle.putStringArrayList(name, new ArrayList<>(texts));
      case "int-array" ->
          bundle.putIntArray(name, texts.stream().mapToInt(Integer::parseInt).toArray());
      case "long-array" ->
          bundle.putLongArray(name, texts.stream().mapToLong(Long::parseLong).toArray());
      case "double-array" ->
          bundle.putDoubleArray(name, texts.stream().mapToDouble(Double::parseDouble).toArray());
      case "float-array" -> bundle.putFloatArray(name, floats(texts));
      case "int-list" -> putList(bundle, name, texts, Integer::valueOf);
      case "long-list" -> putList(bundle, name, texts, Long::valueOf);
      case "float-list" -> putList(bundle, name, texts, Float::valueOf);
      case "double-list" -> putList(bundle, name, texts, Double::valueOf);
      default -> throw new IllegalArgumentException("No extra is of the type " + type);
    }
  }

  private static float[] floats(List<String> texts) {
    float[] values = new float[texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(texts.get(i));
    }
    return values;
  }

  private static void putList(
      Bundle bundle, String name, List<String> texts, Function<String, ?> read) {
    bundle.putSerializable(name, new ArrayList<>(texts.stream().map(read).toList()));
  }
}
