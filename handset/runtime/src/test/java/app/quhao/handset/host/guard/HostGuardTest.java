package app.quhao.handset.host.guard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.host.RewrittenClasses;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class HostGuardTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private String own;
  private String foreign;

  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private final String what;
    private final String path;

    public App(String what, String path) {
      this.what = what;
      this.path = path;
    }

    @Override
    public Object call() throws Exception {
      return switch (what) {
        case "stream" -> new FileInputStream(path).read();
        case "stream of a file" -> new FileInputStream(new File(path)).read();
        case "reader" -> new BufferedReader(new FileReader(new File(path))).readLine();
        case "writer" -> appended();
        case "random" -> new RandomAccessFile(path, "r").length();
        case "nio" -> Files.readString(Paths.get(path));
        case "path" -> Files.readString(Path.of(path));
        case "to path" -> Files.readString(new File(path).toPath());
        case "exists" -> new File(path).exists();
        case "list" -> new File(path).list();
        case "filtered list" -> new File(path).listFiles(file -> true);
        case "touched" -> new File(path).setLastModified(1_000L);
        case "roots" -> File.listRoots().length;
        case "reflected length" -> File.class.getMethod("length").invoke(new File(path));
        case "reflected stream" ->
            FileInputStream.class.getConstructor(String.class).newInstance(path).read();
        case "url" -> new URL("file:" + path).openStream().read();
        default -> throw new IllegalArgumentException(what);
      };
    }

    private String appended() throws IOException {
      try (FileWriter writer = new FileWriter(path, true)) {
        writer.write("!");
      }
      return "written";
    }
  }

  @Before
  public void makeFiles() throws IOException {
    Path data = folder.newFolder("data").toPath();
    Path elsewhere = folder.newFolder("elsewhere").toPath();
    own = Files.writeString(data.resolve("own"), "own").toString();
    foreign = Files.writeString(elsewhere.resolve("foreign"), "foreign").toString();
    HostAccess.open(List.of(data));
  }

  @Test
  public void theAppsOwnFilesAreThere() throws Exception {
    assertEquals((int) 'o', run("stream", own));
    assertEquals((int) 'o', run("stream of a file", own));
    assertEquals("own", run("reader", own));
    assertEquals(3L, run("random", own));
    assertEquals("own", run("nio", own));
    assertEquals("own", run("path", own));
    assertEquals("own", run("to path", own));
    assertEquals(true, run("exists", own));
    assertEquals(true, run("touched", own));
    assertEquals("written", run("writer", own));
    assertEquals(1, ((String[]) run("list", new File(own).getParent())).length);
    assertEquals(1, ((File[]) run("filtered list", new File(own).getParent())).length);
    assertTrue((int) run("roots", "") > 0);
  }

  @Test
  public void otherFilesCannotBeOpened() throws Exception {
    for (String what : List.of("stream", "stream of a file", "reader", "random", "writer")) {
      assertThrows(what, FileNotFoundException.class, () -> run(what, foreign));
    }
    for (String what : List.of("nio", "path", "to path")) {
      assertThrows(what, IOException.class, () -> run(what, foreign));
    }
    assertEquals("foreign", Files.readString(Path.of(foreign)));
  }

  @Test
  public void aWayThroughTheOwnFolderIsSeenThrough() {
    String through = new File(own).getParent() + "/../elsewhere/foreign";
    assertThrows(FileNotFoundException.class, () -> run("stream", through));
  }

  @Test
  public void otherFilesDoNotSeemToExist() throws Exception {
    assertEquals(false, run("exists", foreign));
    assertEquals(false, run("exists", "/etc/passwd"));
    assertNull(run("list", "/etc"));
    assertNull(run("filtered list", "/root"));
    assertThrows(IOException.class, () -> run("nio", "/proc/self/environ"));
  }

  @Test
  public void otherFilesCannotBeReachedByReflectionOrUrl() throws Exception {
    assertEquals(3L, run("reflected length", own));
    assertEquals(0L, run("reflected length", foreign));
    assertEquals((int) 'o', run("reflected stream", own));
    assertThrows(InvocationTargetException.class, () -> run("reflected stream", foreign));
    assertEquals((int) 'o', run("url", own));
    assertThrows(FileNotFoundException.class, () -> run("url", foreign));
  }

  private static Object run(String what, String path) throws Exception {
    Class<?> app = 
        RewrittenClasses.load(App.class, HostGuard.REWRITING, DeviceCalls.REWRITING);
    assertFalse(app == App.class);
    return ((Callable<?>) app.getConstructor(String.class, String.class).newInstance(what, path))
        .call();
  }
}
