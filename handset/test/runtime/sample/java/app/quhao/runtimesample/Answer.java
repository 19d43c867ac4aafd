package app.quhao.runtimesample;

import android.util.Log;

/** Logs what a call returned or threw, one line a call. */
final class Answer {
  interface Call {
    Object run() throws Throwable;
  }

  private Answer() {}

  static void log(String name, Call call) {
    Log.i("sample", name + " = " + of(call));
  }

  private static String of(Call call) {
    try {
      return String.valueOf(call.run());
    } catch (Throwable e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
