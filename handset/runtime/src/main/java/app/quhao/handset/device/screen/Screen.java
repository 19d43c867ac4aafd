package app.quhao.handset.device.screen;

import android.graphics.Bitmap;
import android.os.SystemClock;
import app.quhao.handset.device.DeviceServices;
import app.quhao.handset.device.MainThread;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The display and what touches it. */
public final class Screen {
  private final MainThread main;
  private final Frames frames;
  private final Touches touches;

  public Screen(DeviceServices services) {
    main = services.mainThread();
    frames = new Frames(main);
    touches = new Touches(main);
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

  public Map<String, Object> capture() throws Exception {
    Bitmap bitmap = main.call(Screenshot::draw);
    try {
      return Map.of(
          "png", Base64.getEncoder().encodeToString(Screenshot.png(bitmap)),
          "width", bitmap.getWidth(),
          "height", bitmap.getHeight());
    } finally {
      bitmap.recycle();
    }
  }
}
