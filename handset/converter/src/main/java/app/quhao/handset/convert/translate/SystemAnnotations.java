package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jf.dexlib2.iface.Annotation;
import org.jf.dexlib2.iface.AnnotationElement;
import org.jf.dexlib2.iface.reference.MethodReference;
import org.jf.dexlib2.iface.value.AnnotationEncodedValue;
import org.jf.dexlib2.iface.value.ArrayEncodedValue;
import org.jf.dexlib2.iface.value.EncodedValue;
import org.jf.dexlib2.iface.value.IntEncodedValue;
import org.jf.dexlib2.iface.value.MethodEncodedValue;
import org.jf.dexlib2.iface.value.StringEncodedValue;
import org.jf.dexlib2.iface.value.TypeEncodedValue;

/** What a dex keeps in annotations and a class file in attributes (package dalvik.annotation). */
final class SystemAnnotations {
  private static final String PACKAGE = "Ldalvik/annotation/";

  private final Map<String, Map<String, EncodedValue>> annotations = new HashMap<>();

  SystemAnnotations(Set<? extends Annotation> all) {
    for (Annotation annotation : all) {
      if (isSystem(annotation)) {
        Map<String, EncodedValue> elements = new HashMap<>();
        for (AnnotationElement element : annotation.getElements()) {
          elements.put(element.getName(), element.getValue());
        }
        annotations.put(annotation.getType(), elements);
      }
    }
  }

  static boolean isSystem(Annotation annotation) {
    return annotation.getVisibility() == 2 || annotation.getType().startsWith(PACKAGE);
  }

  boolean has(String name) {
    return annotations.containsKey(PACKAGE + name + ';');
  }

  private EncodedValue element(String annotation, String name) {
    return annotations.getOrDefault(PACKAGE + annotation + ';', Map.of()).get(name);
  }

  private List<EncodedValue> elements(String annotation, String name) {
    return element(annotation, name) instanceof ArrayEncodedValue array
        ? new ArrayList<>(array.getValue())
        : List.of();
  }

  /** Returns null if there is none. */
  String signature() {
    StringBuilder text = new StringBuilder();
    for (EncodedValue part : elements("Signature", "value")) {
      text.append(part instanceof StringEncodedValue string ? string.getValue() : "");
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** Returns null if there are none. */
  String[] exceptions() {
    List<String> names = typesOf("Throws", "value");
    return names.isEmpty() ? null : names.toArray(String[]::new);
  }

  /** Internal names. */
  List<String> typesOf(String annotation, String name) {
    List<String> names = new ArrayList<>();
    for (EncodedValue value : elements(annotation, name)) {
      if (value instanceof TypeEncodedValue type) {
        names.add(TypeRules.internalName(type.getValue()));
      }
    }
    return names;
  }

  /** Internal names; empty if the class is not sealed. */
  List<String> permittedSubclasses() {
    return typesOf("PermittedSubclasses", "value");
  }

  boolean isRecord() {
    return has("Record");
  }

  /** `signature` is null if the type of the component is not generic. */
  record Component(String name, String descriptor, String signature) {}

  /** In the order of the record's header. */
  List<Component> recordComponents() {
    List<EncodedValue> names = elements("Record", "componentNames");
    List<EncodedValue> types = elements("Record", "componentTypes");
    List<EncodedValue> signatures = elements("Record", "componentSignatures");
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < Math.min(names.size(), types.size()); i++) {
      if (names.get(i) instanceof StringEncodedValue name && types.get(i) instanceof TypeEncodedValue type) {
        String signature = i < signatures.size() ? joined(signatures.get(i)) : null;
        components.add(new Component(name.getValue(), type.getValue(), signature));
      }
    }
    return components;
  }

  /** The text of a Signature annotation that is a value. */
  private static String joined(EncodedValue value) {
    StringBuilder text = new StringBuilder();
    if (value instanceof AnnotationEncodedValue annotation) {
      for (AnnotationElement element : annotation.getElements()) {
        if (element.getValue() instanceof ArrayEncodedValue parts) {
          parts.getValue().forEach(part -> text.append(part instanceof StringEncodedValue string ? string.getValue() : ""));
        }
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  /** Internal name, or null. */
  String enclosingClass() {
    return element("EnclosingClass", "value") instanceof TypeEncodedValue type
        ? TypeRules.internalName(type.getValue())
        : null;
  }

  MethodReference enclosingMethod() {
    return element("EnclosingMethod", "value") instanceof MethodEncodedValue method ? method.getValue() : null;
  }

  boolean isInner() {
    return has("InnerClass");
  }

  /** Null for an anonymous class. */
  String innerName() {
    return element("InnerClass", "name") instanceof StringEncodedValue name ? name.getValue() : null;
  }

  int innerAccess() {
    return element("InnerClass", "accessFlags") instanceof IntEncodedValue flags ? flags.getValue() : 0;
  }

  /** The defaults of an annotation type's methods by method name. */
  Map<String, EncodedValue> annotationDefaults() {
    Map<String, EncodedValue> defaults = new HashMap<>();
    if (element("AnnotationDefault", "value") instanceof AnnotationEncodedValue annotation) {
      for (AnnotationElement element : annotation.getElements()) {
        defaults.put(element.getName(), element.getValue());
      }
    }
    return defaults;
  }

  /** Null if there is none. */
  String sourceDebugExtension() {
    return element("SourceDebugExtension", "value") instanceof StringEncodedValue text ? text.getValue() : null;
  }

  List<String> parameterNames() {
    List<String> names = new ArrayList<>();
    for (EncodedValue value : elements("MethodParameters", "names")) {
      names.add(value instanceof StringEncodedValue name ? name.getValue() : null);
    }
    return names;
  }

  List<Integer> parameterAccess() {
    List<Integer> flags = new ArrayList<>();
    for (EncodedValue value : elements("MethodParameters", "accessFlags")) {
      flags.add(value instanceof IntEncodedValue number ? number.getValue() : 0);
    }
    return flags;
  }
}
