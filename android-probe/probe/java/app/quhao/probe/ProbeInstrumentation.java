package app.quhao.probe;

import android.app.Instrumentation;
import android.os.Bundle;
import android.util.Log;
import app.quhao.probe.command.Commands;
import app.quhao.probe.mutation.Mutations;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Dispatcher;
import app.quhao.probe.server.JsonLinesServer;
import app.quhao.probe.server.LineAnswers;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * Started by {@code am instrument -w -e token TOKEN app.quhao.probe/.ProbeInstrumentation}; see
 * PROTOCOL.md.
 */
public class ProbeInstrumentation extends Instrumentation {
  private static final String TAG = "quhao-probe";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{16,64}");

  /** What finish() is given after an orderly end: the shell prints it as INSTRUMENTATION_CODE. */
  private static final int ENDED = 0;

  private final CountDownLatch quit = new CountDownLatch(1);
  private String token = "";
  private String mutations = "";

  @Override
  public void onCreate(Bundle arguments) {
    super.onCreate(arguments);
    token = arguments == null ? "" : arguments.getString("token", "");
    mutations = arguments == null ? "" : arguments.getString("mutations", "");
    start();
  }

  @Override
  public void onStart() {
    super.onStart();
    String refusal = refusal();
    if (!refusal.isEmpty()) {
      end(refusal);
      return;
    }
    try {
      serve();
      end("");
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      end("");
    } catch (Throwable error) {
      // An SDK that cannot be loaded throws an Error: the host must hear why.
      Log.e(TAG, "the probe could not serve", error);
      end("probe: could not serve, look at logcat -s " + TAG + ": " + error + "\n");
    }
  }

  /** Why it does not serve; empty where it does. */
  protected String refusal() {
    boolean isToken = TOKEN.matcher(token).matches();
    return isToken ? "" : "probe: -e token must be 16 to 64 letters and digits\n";
  }

  /** What it speaks. */
  protected LineAnswers answers(Collection<Command> commands) {
    return new Dispatcher(token, commands);
  }

  private void serve() throws Exception {
    if (!mutations.isEmpty()) {
      Mutations.activate(Arrays.stream(mutations.split(",")).mapToInt(Integer::parseInt).toArray());
    }
    MainThread mainThread = new MainThread();
    LiveProbe live = mainThread.call(() -> LiveProbe.of(getTargetContext()));
    ProbeContext context =
        new ProbeContext(getTargetContext(), mainThread, live, quit::countDown);
    try (JsonLinesServer server = new JsonLinesServer(answers(Commands.all(context)))) {
      say("SNIPPET START, PROTOCOL 1 0\n");
      say("SNIPPET SERVING, PORT " + server.port() + "\n");
      quit.await();
      // The answer to `quit` must be on its way before the process goes.
      server.drain();
    }
  }

  private void say(String text) {
    Bundle status = new Bundle();
    status.putString(REPORT_KEY_STREAMRESULT, text);
    sendStatus(ENDED, status);
  }

  /**
   * A result that carries a stream would be printed instead of INSTRUMENTATION_CODE (AOSP cmds/am
   * Instrument.java).
   */
  private void end(String text) {
    if (!text.isEmpty()) {
      say(text);
    }
    finish(ENDED, new Bundle());
  }
}
