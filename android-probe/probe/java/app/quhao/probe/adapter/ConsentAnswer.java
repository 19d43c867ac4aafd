package app.quhao.probe.adapter;

import android.app.AlertDialog;
import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import android.util.Log;
import app.quhao.probe.R;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The app's answer where the button is pressed with the terms unchecked: the listener is given a
 * callback that takes a boolean.
 */
final class ConsentAnswer implements ListenerProxy.Callback {
  /**
   * At once true, at once false, after a dialog, never, true twice, true a second later, true from
   * a thread of the app's own.
   */
  private static final List<String> WAYS =
      Collections.unmodifiableList(
          Arrays.asList("agree", "refuse", "dialog", "silent", "twice", "late", "worker"));

  private static final long LATE_MILLIS = 1000;
  private static final String TAG = "quhao-probe";

  private final String way;
  private final ThemeRecorder recorder;

  ConsentAnswer(String way, ThemeRecorder recorder) throws ProbeError {
    if (!WAYS.contains(way)) {
      throw ProbeError.badRequest("a consent listener answers by one of " + WAYS + ", not " + way);
    }
    this.way = way;
    this.recorder = recorder;
  }

  /** The listener has a method that is handed an interface with one method that takes a boolean. */
  static boolean fits(Class<?> listener) {
    for (Method method : listener.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length > 0 && answerOf(types[types.length - 1]) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    recorder.take(method, new Object[0], atNanos);
    Class<?>[] types = method.getParameterTypes();
    Object callback = arguments[arguments.length - 1];
    Method answer = answerOf(types[types.length - 1]);
    switch (way) {
      case "dialog":
        ask(ListenerProxy.first(Context.class, arguments), callback, answer);
        break;
      case "twice":
        give(callback, answer, true);
        give(callback, answer, true);
        break;
      case "late":
        new Handler(Looper.getMainLooper())
            .postDelayed(() -> give(callback, answer, true), LATE_MILLIS);
        break;
      case "worker":
        new Thread(() -> give(callback, answer, true), "app-worker").start();
        break;
      case "silent":
        break;
      default:
        give(callback, answer, way.equals("agree"));
    }
  }

  private static Method answerOf(Class<?> callback) {
    if (!callback.isInterface()) {
      return null;
    }
    for (Method method : callback.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length == 1 && types[0] == boolean.class) {
        return method;
      }
    }
    return null;
  }

  private static void ask(Context context, Object callback, Method answer) {
    new AlertDialog.Builder(context)
        .setMessage(R.string.consent_question)
        .setPositiveButton(
            R.string.consent_agree, (dialog, which) -> give(callback, answer, true))
        .setNegativeButton(
            R.string.consent_refuse, (dialog, which) -> give(callback, answer, false))
        .show();
  }

  private static void give(Object callback, Method answer, boolean isAgreed) {
    try {
      answer.setAccessible(true);
      answer.invoke(callback, isAgreed);
    } catch (InvocationTargetException error) {
      rethrow(error.getCause());
    } catch (IllegalAccessException error) {
      Log.e(TAG, "the SDK's consent callback cannot be called", error);
    }
  }

  /** What the SDK throws here must come out where an app's own call would let it. */
  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error) {
      throw (Error) thrown;
    }
    throw thrown instanceof RuntimeException
        ? (RuntimeException) thrown
        : new IllegalStateException(thrown);
  }
}
