package app.quhao.handset.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Uses classes as dex2jar writes them: without frames, and with interface calls marked as class
 * calls.
 */
public final class ClassRepairTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<String, byte[]> classes = new TreeMap<>();
  private Path platform;

  @Before
  public void makeEmptyPlatform() throws Exception {
    platform = folder.newFile("platform.jar").toPath();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(platform))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("empty"));
    }
    classes.put("t/Greeting", greeting());
    classes.put("t/Caller", caller());
    classes.put("t/Both", abstractAndFinal());
  }

  @Test
  public void repairedClassesLinkAndRun() throws Exception {
    Map<String, byte[]> repaired = repairAll();
    try (ClassUniverse universe = new ClassUniverse(repaired, platform)) {
      Findings findings = new Findings();
      new LinkCheck(repaired, universe).run(findings);
      new ReferenceCheck(repaired, universe).run(findings);
      assertEquals("[]", findings.broken().toString());
      Class<?> caller = Class.forName("t.Caller", true, new LinkCheck(repaired, universe).loader());
      assertEquals("hello", caller.getMethod("greet", boolean.class).invoke(null, true));
    }
  }

  @Test
  public void theSourceFileShowsInStackTraces() throws Exception {
    Map<String, byte[]> repaired = repairAll();
    try (ClassUniverse universe = new ClassUniverse(repaired, platform)) {
      Class<?> caller = Class.forName("t.Caller", true, new LinkCheck(repaired, universe).loader());
      Throwable thrown =
          assertThrows(Exception.class, () -> caller.getMethod("fail").invoke(null)).getCause();
      assertEquals("Origin.java", thrown.getStackTrace()[0].getFileName());
    }
  }

  @Test
  public void unrepairedClassesFailTheLinkCheck() throws Exception {
    try (ClassUniverse universe = new ClassUniverse(classes, platform)) {
      Findings findings = new Findings();
      new LinkCheck(classes, universe).run(findings);
      assertFalse(findings.broken().isEmpty());
    }
  }

  @Test
  public void aMemberMissingFromTheAppItselfIsBroken() throws Exception {
    Map<String, byte[]> repaired = repairAll();
    ClassWriter other = begin("t/Greeting", Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE);
    repaired.put("t/Greeting", other.toByteArray());
    try (ClassUniverse universe = new ClassUniverse(repaired, platform)) {
      Findings findings = new Findings();
      new ReferenceCheck(repaired, universe).run(findings);
      assertEquals(
          "[t/Caller.greet uses t/Greeting.text ()Ljava/lang/String;, which is not there]",
          findings.broken().toString());
    }
  }

  private Map<String, byte[]> repairAll() throws Exception {
    Map<String, byte[]> repaired = new TreeMap<>();
    try (ClassUniverse universe = new ClassUniverse(classes, platform)) {
      ClassRepair repair = new ClassRepair(universe);
      classes.forEach((name, bytes) -> repaired.put(name, repair.repair(bytes, "Origin.java")));
    }
    return repaired;
  }

  private static byte[] greeting() {
    ClassWriter writer = begin("t/Greeting", Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE);
    MethodVisitor text =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "text", "()Ljava/lang/String;", null, null);
    text.visitCode();
    text.visitLdcInsn("hello");
    text.visitInsn(Opcodes.ARETURN);
    text.visitMaxs(1, 0);
    text.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] caller() {
    ClassWriter writer = begin("t/Caller", Opcodes.ACC_PUBLIC);
    MethodVisitor greet =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "greet", "(Z)Ljava/lang/String;", null, null);
    greet.visitCode();
    Label otherwise = new Label();
    greet.visitVarInsn(Opcodes.ILOAD, 0);
    greet.visitJumpInsn(Opcodes.IFEQ, otherwise);
    greet.visitMethodInsn(Opcodes.INVOKESTATIC, "t/Greeting", "text", "()Ljava/lang/String;", false);
    greet.visitInsn(Opcodes.ARETURN);
    greet.visitLabel(otherwise);
    greet.visitInsn(Opcodes.ACONST_NULL);
    greet.visitInsn(Opcodes.ARETURN);
    greet.visitMaxs(1, 1);
    greet.visitEnd();
    MethodVisitor fail = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "fail", "()V", null, null);
    fail.visitCode();
    fail.visitInsn(Opcodes.ACONST_NULL);
    fail.visitInsn(Opcodes.ATHROW);
    fail.visitMaxs(1, 0);
    fail.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] abstractAndFinal() {
    return begin("t/Both", Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_FINAL).toByteArray();
  }

  private static ClassWriter begin(String name, int access) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, access, name, null, "java/lang/Object", null);
    return writer;
  }
}
