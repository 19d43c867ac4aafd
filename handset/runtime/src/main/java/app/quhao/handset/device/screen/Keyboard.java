package app.quhao.handset.device.screen;

import android.os.SystemClock;
import android.view.InputDevice;
import android.view.KeyCharacterMap;
import android.view.KeyEvent;
import android.view.View;
import android.view.inputmethod.EditorInfo;
import android.view.inputmethod.InputConnection;
import app.quhao.handset.device.MainThread;

/** Sends keys to the focused window and text to its focused view. */
final class Keyboard {
  private final MainThread main;
  private final DeviceWindows windows;

  Keyboard(MainThread main, DeviceWindows windows) {
    this.main = main;
    this.windows = windows;
  }

  void press(int code) throws InterruptedException {
    long down = SystemClock.uptimeMillis();
    main.runAsApp(() -> dispatch(event(down, KeyEvent.ACTION_DOWN, code)));
    main.runAsApp(() -> dispatch(event(down, KeyEvent.ACTION_UP, code)));
  }

  private static KeyEvent event(long down, int action, int code) {
    return new KeyEvent(
        down,
        SystemClock.uptimeMillis(),
        action,
        code,
        0,
        0,
        KeyCharacterMap.VIRTUAL_KEYBOARD,
        0,
        KeyEvent.FLAG_FROM_SYSTEM,
        InputDevice.SOURCE_KEYBOARD);
  }

  private void dispatch(KeyEvent event) {
    DeviceWindow window = windows.focused();
    if (window != null) {
      window.view().dispatchKeyEvent(event);
    }
  }

  /**
   * Commits text as an input method does, so any script can be typed. Without a text field nothing
   * happens, as with `input text`.
   */
  void type(String text) throws InterruptedException {
    main.runAsApp(
        () -> {
          DeviceWindow window = windows.focused();
          View focus = window == null ? null : window.view().findFocus();
          InputConnection connection =
              focus == null ? null : focus.onCreateInputConnection(new EditorInfo());
          if (connection != null) {
            connection.commitText(text, 1);
          }
        });
  }
}
