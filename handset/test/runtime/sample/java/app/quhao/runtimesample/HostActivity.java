package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import android.os.ParcelFileDescriptor;
import android.os.Process;
import android.system.Os;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.TreeMap;

/** Looks for what an app must not see of the machine, and for what a phone shows. */
public final class HostActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    String secret = getIntent().getStringExtra("secret");
    Answer.log("environment", () -> new TreeMap<>(System.getenv()));
    Answer.log("variable", () -> System.getenv("QUHAO_TEST_SECRET"));
    for (String name : new String[] {"user.home", "user.dir", "user.name", "java.class.path"}) {
      Answer.log(name, () -> "<" + System.getProperty(name) + ">");
    }
    Answer.log("command", () -> System.getProperty("sun.java.command"));
    files(secret);
    roundAbout(secret);
    commands();
    device();
    Answer.log("files", this::getFilesDir);
    Answer.log("cache", this::getCacheDir);
    Answer.log("code", this::getPackageCodePath);
    Answer.log("written", this::writeAndRead);
    Answer.log("done", () -> true);
  }

  private void files(String secret) {
    Answer.log("secret", () -> firstLine(secret));
    Answer.log("secret exists", () -> new File(secret).exists());
    Answer.log("secret by nio", () -> Files.readAllLines(Paths.get(secret)));
    Answer.log("secret by channel", () -> new RandomAccessFile(secret, "r").length());
    Answer.log("secret written", () -> overwrite(secret));
    Answer.log("passwd", () -> new File("/etc/passwd").exists());
    Answer.log("root", () -> list("/root"));
    Answer.log("home", () -> list("/home"));
    Answer.log("tree", () -> list("/"));
    Answer.log("environ", () -> new File("/proc/self/environ").exists());
    Answer.log("parents", () -> new File("/proc/1").exists());
    Answer.log("cmdline", () -> firstLine("/proc/self/cmdline").trim());
    Answer.log("version", () -> firstLine("/proc/version"));
    Answer.log("hosts", () -> firstLine("/etc/hosts"));
    Answer.log("build", () -> firstLine("/system/build.prop"));
  }

  private void commands() {
    Runtime runtime = Runtime.getRuntime();
    Answer.log("exec", () -> answer(runtime.exec("getprop ro.product.model")));
    Answer.log("exec by path", () -> answer(runtime.exec(new String[] {"/bin/ls", "/"})));
    Answer.log("builder", () -> answer(new ProcessBuilder("sh", "-c", "id -u").start()));
    Answer.log("exec in a shell", () -> answer(runtime.exec(new String[] {"sh", "-c", "su"})));
    Answer.log(
        "exec by reflection",
        () ->
            answer(
                (java.lang.Process)
                    Runtime.class.getMethod("exec", String.class).invoke(runtime, "cat " + "/etc/hosts /etc/passwd")));
    Answer.log("su", () -> runtime.exec("su -c id"));
    Answer.log("program of the machine", () -> runtime.exec("/usr/bin/env"));
    Answer.log("other command", () -> runtime.exec("logcat -d"));
  }

  private static String answer(java.lang.Process process) throws Exception {
    return process.waitFor() + " " + text(process.getInputStream()) + "|" + text(process.getErrorStream());
  }

  private static String text(InputStream stream) throws Exception {
    return new String(stream.readAllBytes(), "UTF-8").trim().replace('\n', ' ');
  }

  /** By ways that no rewritten call of a file stands in. */
  private void roundAbout(String secret) {
    Class<?> type = FileInputStream.class;
    Answer.log(
        "secret by reflection",
        () -> cause(() -> type.getConstructor(String.class).newInstance(secret)));
    Answer.log(
        "secret exists by reflection",
        () -> File.class.getMethod("exists").invoke(new File(secret)));
    Answer.log("secret by url", () -> new URL("file:" + secret).openStream().read());
    Answer.log("secret by descriptor", () -> ParcelFileDescriptor.open(new File(secret), ParcelFileDescriptor.MODE_READ_ONLY));
    Answer.log("secret by system call", () -> Os.stat(secret).st_size);
  }

  private static Object cause(Answer.Call call) throws Throwable {
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void device() {
    Answer.log("temporary", () -> System.getProperty("java.io.tmpdir").equals(getCacheDir().getPath()));
    Answer.log("temporary file", () -> File.createTempFile("abc", "d").getParentFile().equals(getCacheDir()));
    Answer.log("host name", () -> InetAddress.getLocalHost());
    Answer.log("kernel", () -> System.getProperty("os.version") + " " + Os.uname().release);
    Answer.log("space", () -> getFilesDir().getTotalSpace());
    Answer.log("loader", () -> getClassLoader());
    Answer.log("class of the machine", () -> Class.forName("java.lang.management.ManagementFactory"));
    Answer.log("class of the runtime", () -> getClassLoader().loadClass("app.quhao.handset.host.Main"));
    Answer.log("class of the app", () -> Class.forName(getClass().getName(), true, getClassLoader()).getSimpleName());
    Answer.log("user", () -> Os.getuid() == Process.myUid());
    Answer.log("pid", () -> Os.getpid() == Process.myPid());
    Answer.log("no such file", () -> Os.stat("/data/none"));
    Answer.log("native", () -> Os.getpgid(0));
  }

  private static String firstLine(String path) throws Exception {
    try (BufferedReader reader = new BufferedReader(new FileReader(path))) {
      return reader.readLine();
    }
  }

  private static String overwrite(String path) throws Exception {
    try (FileWriter writer = new FileWriter(path)) {
      writer.write("changed");
    }
    return "changed";
  }

  private static String list(String path) {
    String[] names = new File(path).list();
    if (names != null) {
      Arrays.sort(names);
    }
    return Arrays.toString(names);
  }

  private String writeAndRead() throws Exception {
    File file = new File(getFilesDir(), "名字.txt");
    try (FileWriter writer = new FileWriter(file)) {
      writer.write("kept");
    }
    return firstLine(file.getPath()) + " " + Arrays.toString(getFilesDir().list());
  }
}
