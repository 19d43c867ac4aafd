package app.quhao.handset.host.coverage;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The callers are classes made here, since only their names and loaders count. */
public final class NotSupportedTest {
  private static final String SERVICE = "android.app.AlarmManager";
  private static final String VIEW = "android.view.View";
  private static final String APP = "com.example.App";

  private final List<String> log = new ArrayList<>();
  private final NotSupported notSupported =
      new NotSupported(AnswerTable.parse(List.of(SERVICE + ": cancel")), log::add);
  private final Callers callers = new Callers();

  @Test
  public void theAppsOwnCallThrowsByName() {
    Throwable thrown =
        assertThrows(
            UnsupportedOperationException.class,
            () -> call(APP, "go", chain(SERVICE, "setExact", notSupported::check)).run());
    assertEquals("quhao: not supported: AlarmManager.setExact", thrown.getMessage());
    assertEquals(
        List.of("not supported: AlarmManager.setExact, called by com.example.App.go"), log);
  }

  @Test
  public void whatIsRefusedByItsNameThrowsAtTheAppsCall() {
    Throwable thrown =
        assertThrows(
            UnsupportedOperationException.class,
            () -> call(APP, "go", () -> notSupported.refuse("Runtime.exec(ps)")).run());
    assertEquals("quhao: not supported: Runtime.exec(ps)", thrown.getMessage());
    assertEquals(List.of("not supported: Runtime.exec(ps), called by com.example.App.go"), log);
  }

  @Test
  public void theSecondCallThrowsAndIsNotLogged() {
    Runnable calls = call(APP, "go", chain(SERVICE, "setExact", notSupported::check));
    assertThrows(UnsupportedOperationException.class, calls::run);
    assertThrows(UnsupportedOperationException.class, calls::run);
    assertEquals(1, log.size());
  }

  @Test
  public void aCallThroughTheServicesOtherMethodsIsNamedAsTheAppMadeIt() {
    Runnable inner = chain(SERVICE, "setImpl", notSupported::check);
    Throwable thrown =
        assertThrows(
            UnsupportedOperationException.class,
            () -> call(APP, "go", chain(SERVICE, "set", inner)).run());
    assertEquals("quhao: not supported: AlarmManager.set", thrown.getMessage());
  }

  @Test
  public void theFrameworksCallPassesEvenIfAnAppIsBelow() {
    Runnable service = chain(SERVICE, "setExact", notSupported::check);
    chain(VIEW, "draw", service).run();
    call(APP, "go", chain(VIEW, "draw", service)).run();
    assertEquals(List.of(), log);
  }

  @Test
  public void aProxyOfAServiceIsNoCaller() {
    Runnable service =
        (Runnable)
            java.lang.reflect.Proxy.newProxyInstance(
                new ClassLoader() {},
                new Class<?>[] {Runnable.class},
                (proxy, method, arguments) -> {
                  notSupported.check();
                  return null;
                });
    assertThrows(
        UnsupportedOperationException.class,
        () -> call(APP, "go", chain(SERVICE, "set", service)).run());
  }

  @Test
  public void anAbsentServiceIsNamed() {
    Runnable context =
        chain("android.content.Context", "getSystemService", () -> notSupported.checkMissing("x"));
    Throwable thrown =
        assertThrows(UnsupportedOperationException.class, () -> call(APP, "go", context).run());
    assertEquals("quhao: not supported: Context.getSystemService(x)", thrown.getMessage());
    chain(VIEW, "draw", context).run();
  }

  @Test
  public void anAnsweredMethodPasses() {
    call(APP, "go", chain(SERVICE, "cancel", notSupported::check)).run();
    assertEquals(List.of(), log);
  }

  private Runnable chain(String type, String method, Runnable next) {
    return call(type, method, next);
  }

  private Runnable call(String type, String method, Runnable next) {
    return () -> {
      try {
        callers.type(type, method).getMethod(method, Runnable.class).invoke(null, next);
      } catch (java.lang.reflect.InvocationTargetException e) {
        throw (RuntimeException) e.getCause();
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    };
  }

  /** Keeps the classes that Loader has defined. */
  private static final class Callers {
    private final Map<String, Class<?>> types = new HashMap<>();

    /** Each class has one method, so a class with two has two loaders. */
    Class<?> type(String name, String method) {
      return types.computeIfAbsent(name + "." + method, any -> new Loader().define(name, method));
    }
  }

  /** Defines a class with one static method that runs its argument. */
  private static final class Loader extends ClassLoader {
    Class<?> define(String name, String method) {
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      String internal = name.replace('.', '/');
      writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internal, null, "java/lang/Object", null);
      MethodVisitor code =
          writer.visitMethod(
              Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
              method,
              "(Ljava/lang/Runnable;)V",
              null,
              null);
      code.visitCode();
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
      code.visitInsn(Opcodes.RETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
      writer.visitEnd();
      byte[] bytes = writer.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
