package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import app.quhao.handset.host.RewrittenClasses;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class DeviceCallsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private final String what;

    public App(String what) {
      this.what = what;
    }

    private static String own(int number, long wide) {
      return number + " " + wide;
    }

    @Override
    public Object call() throws Exception {
      Runtime runtime = Runtime.getRuntime();
      return switch (what) {
        case "exec" -> text(runtime.exec("echo a"));
        case "exec of words" -> text(runtime.exec(new String[] {"echo", "a"}, null, null));
        case "builder" -> text(new ProcessBuilder("echo", "a").start());
        case "reflected exec" ->
            text((Process) Runtime.class.getMethod("exec", String.class).invoke(runtime, "echo a"));
        case "reflected builder" ->
            text(
                (Process)
                    ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("echo", "a")));
        case "missing" -> runtime.exec("su");
        case "private" ->
            App.class.getDeclaredMethod("own", int.class, long.class).invoke(null, 3, 4L);
        case "constructed" -> String.class.getConstructor(String.class).newInstance("made");
        case "wrong arguments" -> String.class.getMethod("length").invoke("abc", 1);
        case "temporary" -> System.getProperty("java.io.tmpdir");
        case "other property" -> System.getProperty("file.separator", "none");
        case "temporary file" -> File.createTempFile("abc", null).getParent();
        case "host" -> InetAddress.getLocalHost().getHostName();
        case "of the machine" -> Class.forName("java.lang.management.ManagementFactory");
        case "of the runtime" ->
            App.class.getClassLoader().loadClass("org.robolectric.Robolectric");
        case "of the app" ->
            Class.forName("java.util.List", true, App.class.getClassLoader()).getSimpleName();
        default -> throw new IllegalArgumentException(what);
      };
    }

    private static String text(Process process) throws Exception {
      return process.waitFor() + new String(process.getInputStream().readAllBytes(), "UTF-8").trim();
    }
  }

  @Before
  public void install() {
    DeviceCommands.install(new CommandAnswers(Map.of(), 10_100, name -> {}));
    DeviceProperties.install(new File(folder.getRoot(), "cache"));
  }

  @Test
  public void commandsRunOnTheDevice() throws Exception {
    for (String what : new String[] {"exec", "exec of words", "builder", "reflected exec", "reflected builder"}) {
      assertEquals(what, "0a", run(what));
    }
    assertThrows(IOException.class, () -> run("missing"));
  }

  @Test
  public void reflectionIsTheAppsOtherwise() throws Exception {
    assertEquals("3 4", run("private"));
    assertEquals("made", run("constructed"));
    assertThrows(IllegalArgumentException.class, () -> run("wrong arguments"));
  }

  @Test
  public void whatAnAppAsksOfTheMachineIsTheDevices() throws Exception {
    String cache = new File(folder.getRoot(), "cache").getPath();
    assertEquals(cache, run("temporary"));
    assertEquals(cache, run("temporary file"));
    assertEquals("/", run("other property"));
    assertEquals("localhost", run("host"));
  }

  @Test
  public void classesThatADeviceHasNotAreNotFoundByName() throws Exception {
    assertThrows(ClassNotFoundException.class, () -> run("of the machine"));
    assertThrows(ClassNotFoundException.class, () -> run("of the runtime"));
    assertEquals("List", run("of the app"));
  }

  private static Object run(String what) throws Exception {
    Class<?> app = RewrittenClasses.load(App.class, DeviceCalls.REWRITING);
    try {
      return app.getMethod("call").invoke(app.getConstructor(String.class).newInstance(what));
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}
