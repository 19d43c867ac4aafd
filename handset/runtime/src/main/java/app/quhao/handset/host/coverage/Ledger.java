package app.quhao.handset.host.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Says for each public method of a system service who answers it on the handset. */
final class Ledger {
  private static final String CONNECTIVITY = "android/net/IConnectivityManager";
  private static final String CONNECTIVITY_TABLE =
      "app/quhao/handset/device/network/ConnectivityBinder";

  /** Later ones win where two classes of one name differ. */
  private enum Kind {
    REAL("real"),
    ANSWERS("answers"),
    THROWS("throws"),
    OURS("ours");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  private final JarClasses platform;
  private final AnswerTable table;
  private final Shadows robolectric;
  private final Shadows ours;
  private final ServiceReach emptyServices;
  private final ServiceReach ownServices;

  private Ledger(JarClasses platform, JarClasses runtime, int api) {
    this.platform = platform;
    table = AnswerTable.load();
    robolectric = new Shadows(runtime, "org/robolectric/shadows/", api);
    ours = new Shadows(runtime, "app/quhao/handset/device/shadow/", api);
    Set<String> connectivity = texts(runtime.find(CONNECTIVITY_TABLE));
    BiPredicate<String, String> isOwn =
        (type, method) -> type.equals(CONNECTIVITY) && connectivity.contains(method);
    ownServices = new ServiceReach(platform, isOwn);
    emptyServices = new ServiceReach(platform, isOwn.negate());
  }

  /**
   * Takes the platform's jar, then the runtime's and Robolectric's. The result is what {@code quhao
   * handset coverage --json} prints.
   */
  static Map<String, Object> of(Path platformJar, List<Path> runtimeJars, int api)
      throws Exception {
    try (JarClasses platform = new JarClasses(List.of(platformJar));
        JarClasses runtime = new JarClasses(runtimeJars)) {
      Ledger ledger = new Ledger(platform, runtime, api);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("api", api);
      result.put("services", ledger.services());
      result.put("silent", ledger.silent());
      return result;
    }
  }

  private List<Object> services() {
    Map<String, Map<String, Kind>> byName = new TreeMap<>();
    for (String className : table.classes()) {
      ClassNode type = platform.find(className.replace('.', '/'));
      if (type != null) {
        Map<String, Kind> kinds =
            byName.computeIfAbsent(table.nameOf(className), name -> new TreeMap<>());
        kindsOf(type)
            .forEach(
                (method, kind) -> kinds.merge(method, kind, (a, b) -> a.compareTo(b) > 0 ? a : b));
      }
    }
    List<Object> services = new ArrayList<>();
    byName.forEach((name, kinds) -> services.add(service(name, kinds)));
    return services;
  }

  private static Map<String, Object> service(String name, Map<String, Kind> kinds) {
    Map<Kind, List<String>> methods = new EnumMap<>(Kind.class);
    kinds.forEach(
        (method, kind) -> methods.computeIfAbsent(kind, any -> new ArrayList<>()).add(method));
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("name", name);
    for (Kind kind : Kind.values()) {
      service.put(kind.key, methods.getOrDefault(kind, List.of()));
    }
    return service;
  }

  private Map<String, Kind> kindsOf(ClassNode type) {
    Set<String> reachEmpty = emptyServices.askedBy(type);
    Set<String> reachOwn = ownServices.askedBy(type);
    Map<String, Map<MethodNode, Kind>> overloads = new TreeMap<>();
    for (MethodNode method : type.methods) {
      if (isForApps(method)) {
        String key = method.name + method.desc;
        Kind kind = kindOf(type.name, method.name, reachEmpty.contains(key));
        boolean isOwn = kind == Kind.REAL && reachOwn.contains(key);
        overloads
            .computeIfAbsent(method.name, name -> new LinkedHashMap<>())
            .put(method, isOwn ? Kind.OURS : kind);
      }
    }
    return named(overloads);
  }

  private Kind kindOf(String type, String method, boolean asksNobody) {
    Set<String> ofOurs = ours.of(type);
    boolean isReplaced =
        (ofOurs.isEmpty() || ours.extendsAnother(type)) && robolectric.of(type).contains(method);
    if (ofOurs.contains(method)) {
      return Kind.OURS;
    }
    if (!isReplaced && !asksNobody) {
      return Kind.REAL;
    }
    return table.answers(type.replace('/', '.'), method) ? Kind.ANSWERS : Kind.THROWS;
  }

  /** Overloads of one kind share their name; others have their parameters. */
  private static Map<String, Kind> named(Map<String, Map<MethodNode, Kind>> overloads) {
    Map<String, Kind> kinds = new TreeMap<>();
    overloads.forEach(
        (name, methods) -> {
          boolean isOne = Set.copyOf(methods.values()).size() == 1;
          methods.forEach(
              (method, kind) -> kinds.put(isOne ? name : name + parameters(method), kind));
        });
    return kinds;
  }

  private static String parameters(MethodNode method) {
    return Stream.of(Type.getArgumentTypes(method.desc))
        .map(Type::getClassName)
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Public and concrete. Hidden methods are among them; class files do not mark them. */
  private static boolean isForApps(MethodNode method) {
    return (method.access & Opcodes.ACC_PUBLIC) != 0
        && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0
        && !method.name.startsWith("$")
        && !method.name.startsWith("<")
        && !method.name.startsWith("__");
  }

  /** The texts in the code of a class. */
  private static Set<String> texts(ClassNode type) {
    Set<String> texts = new HashSet<>();
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof LdcInsnNode constant && constant.cst instanceof String text) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** Framework classes whose methods Robolectric replaces and nobody has looked at. */
  private List<Object> silent() {
    List<Object> silent = new ArrayList<>();
    for (String name : robolectric.classes()) {
      ClassNode type = platform.find(name);
      String className = name.replace('/', '.');
      if (type == null || table.has(className) || !ours.of(name).isEmpty()) {
        continue;
      }
      Set<String> methods = new TreeSet<>();
      for (MethodNode method : type.methods) {
        if (isForApps(method) && robolectric.of(name).contains(method.name)) {
          methods.add(method.name);
        }
      }
      if ((type.access & Opcodes.ACC_PUBLIC) != 0 && !methods.isEmpty()) {
        silent.add(Map.of("class", className, "methods", List.copyOf(methods)));
      }
    }
    return silent;
  }
}
