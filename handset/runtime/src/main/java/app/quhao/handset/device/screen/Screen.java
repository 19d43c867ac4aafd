package app.quhao.handset.device.screen;

import android.os.SystemClock;
import android.view.KeyEvent;
import app.quhao.handset.device.DeviceServices;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.activity.ActivityStack;
import app.quhao.handset.device.display.DeviceDisplay;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Input, screenshots and dumps of the display. */
public final class Screen {
  /** The interval between move events of a swipe. */
  private static final int MOVE_EVERY_MS = 16;

  private final MainThread main;
  private final ActivityStack activities;
  private final DeviceWindows windows;
  private final DeviceDisplay display;
  private final Frames frames;
  private final Touches touches;
  private final Keyboard keyboard;
  private final Screenshot screenshot;

  public Screen(DeviceServices services) {
    main = services.mainThread();
    activities = services.activities();
    windows = services.windows();
    display = services.display();
    frames = new Frames(main, windows);
    touches = new Touches(main, windows);
    keyboard = new Keyboard(main, windows);
    screenshot = new Screenshot(main, windows);
  }

  public Map<String, Object> tap(int x, int y, int holdMs) throws Exception {
    DeviceWindow window = touches.down(x, y);
    SystemClock.sleep(holdMs);
    touches.up(x, y);
    frames.awaitDrawn();
    Map<String, Object> answer = new HashMap<>();
    answer.put("window", window == null ? null : window.title());
    return answer;
  }

  public Map<String, Object> swipe(int x1, int y1, int x2, int y2, int ms) throws Exception {
    touches.down(x1, y1);
    int steps = Math.max(1, ms / MOVE_EVERY_MS);
    for (int i = 1; i <= steps; i++) {
      SystemClock.sleep(Math.max(1, ms / steps));
      float part = (float) i / steps;
      touches.move(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
    }
    touches.up(x2, y2);
    frames.awaitDrawn();
    return Map.of();
  }

  public Map<String, Object> key(int code) throws Exception {
    if (code == KeyEvent.KEYCODE_HOME) {
      activities.moveToBack();
    } else {
      keyboard.press(code);
    }
    frames.awaitDrawn();
    return Map.of();
  }

  public Map<String, Object> text(String text) throws Exception {
    keyboard.type(text);
    frames.awaitDrawn();
    return Map.of();
  }

  public Map<String, Object> capture() throws Exception {
    Screenshot.Picture picture = screenshot.take();
    return Map.of(
        "png", Base64.getEncoder().encodeToString(picture.png()),
        "width", picture.width(),
        "height", picture.height());
  }

  public Map<String, Object> dump() throws Exception {
    return Map.of("xml", main.call(() -> UiDump.of(windows, display.rotation())));
  }

  /** Returns the `activities` answer. */
  public Map<String, Object> activities() throws Exception {
    return main.call(
        () -> {
          Map<String, Object> answer = activities.describe();
          answer.put("windows", windows.visible().size());
          return answer;
        });
  }
}
