package app.quhao.handset.host.coverage;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

public final class AnswerTableTest {
  /** Classes that the registry names and that are no services. */
  private static final Set<String> NO_SERVICES =
      Set.of("android.os.IBinder", "android.app.SystemServiceRegistry");

  @Test
  public void aRowAnswersNamesAndPatterns() {
    AnswerTable table = AnswerTable.parse(List.of("# comment", "", "a.B: get* cancel"));
    assertTrue(table.answers("a.B", "getAll"));
    assertTrue(table.answers("a.B", "cancel"));
    assertFalse(table.answers("a.B", "cancelAll"));
    assertFalse(table.answers("a.B", "set"));
    assertEquals("B", table.nameOf("a.B"));
  }

  @Test
  public void aRefusalTakesBackWhatAPatternAllows() {
    AnswerTable table = AnswerTable.parse(List.of("a.BImpl as B: * !start*"));
    assertTrue(table.answers("a.BImpl", "get"));
    assertFalse(table.answers("a.BImpl", "startAll"));
    assertEquals("B", table.nameOf("a.BImpl"));
  }

  @Test
  public void aRowMayRefuseItsConstructor() {
    AnswerTable table = AnswerTable.parse(List.of("a.B: * !new", "a.C: *"));
    assertTrue(table.refusesNew("a.B"));
    assertFalse(table.refusesNew("a.C"));
    assertFalse(table.refusesNew("a.D"));
    assertTrue(table.answers("a.B", "get"));
  }

  @Test
  public void anEmptyRowAnswersNothing() {
    AnswerTable table = AnswerTable.parse(List.of("a.B:"));
    assertTrue(table.has("a.B"));
    assertFalse(table.answers("a.B", "get"));
    assertFalse(table.has("a.C"));
  }

  @Test
  public void aMistakeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> AnswerTable.parse(List.of("a.B get")));
    assertThrows(IllegalArgumentException.class, () -> AnswerTable.parse(List.of("a.B:", "a.B:")));
  }

  @Test
  public void everyServiceOfTheRegistryHasARow() throws IOException {
    AnswerTable table = AnswerTable.load();
    Set<String> missing = new TreeSet<>();
    for (String service : servicesOfRegistry()) {
      if (!table.has(service) && !NO_SERVICES.contains(service)) {
        missing.add(service);
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static Set<String> servicesOfRegistry() throws IOException {
    Set<String> services = new TreeSet<>();
    try (InputStream bytes =
        ClassLoader.getSystemResourceAsStream("android/app/SystemServiceRegistry.class")) {
      ClassNode registry = new ClassNode();
      new ClassReader(bytes).accept(registry, ClassReader.SKIP_DEBUG);
      for (MethodNode method : registry.methods) {
        for (AbstractInsnNode instruction : method.instructions) {
          if (instruction instanceof LdcInsnNode constant && constant.cst instanceof Type type) {
            services.add(type.getClassName());
          }
        }
      }
    }
    return services;
  }
}
