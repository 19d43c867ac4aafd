package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
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
    commands();
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
    Answer.log("exec", () -> Runtime.getRuntime().exec("ls /"));
    Answer.log("exec by path", () -> Runtime.getRuntime().exec(new String[] {"/bin/ls", "/"}));
    Answer.log("builder", () -> new ProcessBuilder("sh", "-c", "id").start());
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
