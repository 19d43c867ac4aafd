package app.quhao.handset.device.screen;

import android.graphics.Bitmap;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.Point;
import android.view.WindowManager.LayoutParams;
import app.quhao.handset.device.MainThread;
import java.io.ByteArrayOutputStream;
import org.robolectric.shadows.ShadowDisplay;

/** Draws the display's content. UiAutomation.takeScreenshot of Robolectric 4.17 needs JDK 21. */
final class Screenshot {
  private static final int OPAQUE = 255;

  private final MainThread main;
  private final DeviceWindows windows;
  // Both are reused, because the 4 MB of a recycled bitmap stay allocated until the object is collected.
  private Bitmap display;
  private Bitmap before;
  /** Of `before`; null where there is none. */
  private Picture latest;

  Screenshot(MainThread main, DeviceWindows windows) {
    this.main = main;
    this.windows = windows;
  }

  /** Takes one screenshot at a time. */
  synchronized Picture take() throws Exception {
    main.call(
        () -> {
          draw();
          return null;
        });
    // Whoever waits for a still screen takes the same picture again; comparing is faster than compressing.
    if (latest == null || !display.sameAs(before)) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      display.compress(Bitmap.CompressFormat.PNG, 100, png);
      latest = new Picture(png.toByteArray(), display.getWidth(), display.getHeight());
      Bitmap drawn = display;
      display = before;
      before = drawn;
    }
    return latest;
  }

  record Picture(byte[] png, int width, int height) {}

  private void draw() {
    windows.notePicture();
    Point size = new Point();
    ShadowDisplay.getDefaultDisplay().getRealSize(size);
    if (display == null || display.getWidth() != size.x || display.getHeight() != size.y) {
      display = Bitmap.createBitmap(size.x, size.y, Bitmap.Config.ARGB_8888);
    }
    Canvas canvas = new Canvas(display);
    canvas.drawColor(Color.BLACK);
    for (DeviceWindow window : windows.visible()) {
      drawWindow(canvas, window);
    }
  }

  private static void drawWindow(Canvas canvas, DeviceWindow window) {
    if ((window.params().flags & LayoutParams.FLAG_DIM_BEHIND) != 0) {
      canvas.drawColor(Color.argb(Math.round(window.params().dimAmount * OPAQUE), 0, 0, 0));
    }
    Point at = window.location();
    canvas.save();
    canvas.translate(at.x, at.y);
    window.view().draw(canvas);
    canvas.restore();
  }
}
