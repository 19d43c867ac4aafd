package app.quhao.handset.device.app;

import android.util.Log;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Redirects System.out and System.err to the log, as RuntimeInit.redirectLogStreams does. */
public final class AppOutput extends OutputStream {
  /** Robolectric traces each broadcast on System.err. */
  private static final String TRACE_OF_BROADCAST = "Intent = Intent {";

  private final int priority;
  private final String tag;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private AppOutput(int priority, String tag) {
    this.priority = priority;
    this.tag = tag;
  }

  public static void install() {
    System.setOut(stream(new AppOutput(Log.INFO, "System.out")));
    System.setErr(stream(new AppOutput(Log.WARN, "System.err")));
  }

  private static PrintStream stream(AppOutput output) {
    return new PrintStream(output, true, StandardCharsets.UTF_8);
  }

  /** PrintStream calls this under its own lock. */
  @Override
  public void write(int b) {
    if (b != '\n') {
      line.write(b);
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!text.startsWith(TRACE_OF_BROADCAST)) {
      Log.println(priority, tag, text);
    }
  }
}
