package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jf.dexlib2.iface.ClassDef;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Translates all classes of an app's dex files, each at its first definition as on ART. */
public final class DexTranslator {
  /** Hears how many of all classes are done. */
  public interface Progress {
    void translated(int classes, int of);
  }

  /** Stands in the descriptors of constructors that the translator adds. */
  public static final String MARKER = Rewrites.MARKER;

  private final Map<String, ClassDef> classes = new LinkedHashMap<>();
  private final Hierarchy platform;
  private final List<String> failures = new ArrayList<>();
  private final boolean areAllDense;

  public DexTranslator(Hierarchy platform) {
    this(platform, false);
  }

  /** `areAllDense`: writes constants where they are used, as else only in methods of great length. */
  public DexTranslator(Hierarchy platform, boolean areAllDense) {
    this.platform = platform;
    this.areAllDense = areAllDense;
  }

  public void add(String name, byte[] dex) {
    try {
      for (ClassDef type : DexReader.read(name, dex).getClasses()) {
        classes.putIfAbsent(TypeRules.internalName(type.getType()), type);
      }
    } catch (TranslationException e) {
      failures.add(e.getMessage());
    }
  }

  /** Returns what has no faithful translation; if it is not empty the classes must not run. */
  public List<String> failures() {
    return failures;
  }

  public Set<String> names() {
    return classes.keySet();
  }

  /** Leaves the class to the platform. */
  public void remove(String name) {
    classes.remove(name);
  }

  /** Returns class files by internal name for the classes that `isWanted` takes. */
  public Map<String, byte[]> translate(Predicate<String> isWanted, Progress progress) {
    Hierarchy hierarchy = new WithPlatform(isWanted);
    TypeRules types = new TypeRules(hierarchy);
    Rewrites rewrites = new Rewrites(hierarchy, types);
    ClassTranslator translator = new ClassTranslator(types, rewrites, classes.values(), areAllDense);
    Map<String, byte[]> translated = new TreeMap<>();
    int done = 0;
    for (Map.Entry<String, ClassDef> entry : classes.entrySet()) {
      if (isWanted.test(entry.getKey())) {
        translated.put(entry.getKey(), translator.translate(entry.getValue(), failures::add));
      }
      progress.translated(++done, classes.size());
    }
    List<String> ignored = new ArrayList<>();
    for (Set<String> touched = rewrites.takeTouched(); !touched.isEmpty(); touched = rewrites.takeTouched()) {
      for (String name : touched) {
        translated.put(name, translator.translate(classes.get(name), ignored::add));
      }
    }
    if (rewrites.hasBypasses()) {
      translated.put(Rewrites.MARKER, marker());
    }
    return translated;
  }

  private static byte[] marker() {
    ClassWriter writer = new ClassWriter(0);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE | Opcodes.ACC_SYNTHETIC;
    writer.visit(Opcodes.V1_8, access, Rewrites.MARKER, null, "java/lang/Object", null);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private final class WithPlatform implements Hierarchy {
    private final Map<String, TypeFacts> known = new HashMap<>();
    private final Predicate<String> isWanted;

    WithPlatform(Predicate<String> isWanted) {
      this.isWanted = isWanted;
    }

    @Override
    public TypeFacts find(String internalName) {
      if (!known.containsKey(internalName)) {
        ClassDef type = classes.get(internalName);
        known.put(internalName, type == null ? platform.find(internalName) : facts(type));
      }
      return known.get(internalName);
    }

    @Override
    public boolean isApp(String internalName) {
      return classes.containsKey(internalName) && isWanted.test(internalName);
    }

    private TypeFacts facts(ClassDef type) {
      String parent = type.getSuperclass();
      return new TypeFacts(
          parent == null ? null : TypeRules.internalName(parent),
          (type.getAccessFlags() & Opcodes.ACC_INTERFACE) != 0,
          type.getInterfaces().stream().map(TypeRules::internalName).toList());
    }
  }
}
