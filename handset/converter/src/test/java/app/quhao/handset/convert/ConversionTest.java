package app.quhao.handset.convert;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.convert.table.Smali;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** From an APK to a jar, or to a refusal. */
public final class ConversionTest {
  private static final String GREETER =
      """
      .class public Lt/Greeter;
      .super Ljava/lang/Object;
      .source "Origin.java"
      .method public static greet()Ljava/lang/String;
          .registers 1
          const-string v0, "hello"
          return-object v0
      .end method
      .method public static fail()V
          .registers 1
          const/4 v0, 0x0
          .line 7
          throw v0
      .end method
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> progress = new ArrayList<>();
  private Path platform;
  private Path out;

  @Before
  public void makePlatform() throws Exception {
    platform = zip("platform.jar", "android/os/Handler.class", new byte[] {1});
    out = folder.getRoot().toPath().resolve("out.jar");
  }

  @Test
  public void convertedClassesRunAndHaveLinesInStackTraces() throws Exception {
    Report report = convert(GREETER);
    assertNull(report.refusal());
    assertEquals(1, report.classes());
    try (URLClassLoader loader = new URLClassLoader(new URL[] {out.toUri().toURL()}, null)) {
      Class<?> greeter = loader.loadClass("t.Greeter");
      assertEquals("hello", greeter.getMethod("greet").invoke(null));
      StackTraceElement frame = org.junit.Assert.assertThrows(Exception.class, () -> greeter.getMethod("fail").invoke(null)).getCause().getStackTrace()[0];
      assertEquals("Origin.java:7", frame.getFileName() + ':' + frame.getLineNumber());
    }
  }

  @Test
  public void theSameApkGivesTheSameBytes() throws Exception {
    convert(GREETER);
    byte[] first = Files.readAllBytes(out);
    convert(GREETER);
    assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(out)));
  }

  @Test
  public void thePlatformsClassesWinOverBundledOnes() throws Exception {
    String bundled = ".class public Landroid/os/Handler;\n.super Ljava/lang/Object;\n";
    String ofJava = ".class public Ljava/lang/Record;\n.super Ljava/lang/Object;\n";
    Report report = convert(GREETER, bundled, ofJava);
    assertNull(report.refusal());
    assertEquals(
        "[2 bundled classes are the platform's own, the first is android/os/Handler]", report.notes().toString());
    try (ZipFile jar = new ZipFile(out.toFile())) {
      assertNull(jar.getEntry("android/os/Handler.class"));
      assertFalse(jar.stream().anyMatch(entry -> entry.getName().startsWith("java/")));
    }
  }

  @Test
  public void aMemberThatTheDexDoesNotHaveIsOnlyNoted() throws Exception {
    String caller =
        """
        .class public Lt/Caller;
        .super Ljava/lang/Object;
        .method public static call()V
            .registers 1
            invoke-static {}, Lt/Greeter;->gone()V
            return-void
        .end method
        """;
    Report report = convert(GREETER, caller);
    assertNull(report.refusal());
    assertEquals("[t/Caller.call uses t/Greeter.gone ()V, which is not there]", report.notes().toString());
  }

  @Test
  public void aRefusalNamesClassMethodAndInstructionAndLeavesNoJar() throws Exception {
    String wrong =
        """
        .class public Lt/Wrong;
        .super Ljava/lang/Object;
        .method public static add(F)I
            .registers 2
            const-string v0, "x"
            add-int v0, v0, v0
            return v0
        .end method
        """;
    Report report = convert(GREETER, wrong);
    assertEquals(
        "the APK has code without a faithful translation: t/Wrong.add(F)I: add-int at 0x2: v0 holds no int here",
        report.refusal());
    assertFalse(Files.exists(out));
  }

  @Test
  public void aBigApkReportsProgress() throws Exception {
    String[] classes = new String[600];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = ".class public Lt/C" + i + ";\n.super Ljava/lang/Object;\n";
    }
    assertNull(convert(classes).refusal());
    assertEquals("[translated 500 of 600 classes, checking 600 classes]", progress.toString());
    assertTrue(Files.size(out) > 0);
  }

  private Report convert(String... classes) throws Exception {
    Path apk = zip("app.apk", "classes.dex", Smali.assemble(List.of(classes)));
    return new Conversion(apk, platform, progress::add).run(out);
  }

  private Path zip(String name, String entry, byte[] content) throws Exception {
    Path file = folder.getRoot().toPath().resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
      zip.closeEntry();
    }
    return file;
  }
}
