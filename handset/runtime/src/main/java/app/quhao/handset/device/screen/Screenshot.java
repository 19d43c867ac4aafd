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
  // Reused, because the 4 MB of a recycled bitmap stay allocated until the object is collected.
  private Bitmap display;

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
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    display.compress(Bitmap.CompressFormat.PNG, 100, png);
    return new Picture(png.toByteArray(), display.getWidth(), display.getHeight());
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
