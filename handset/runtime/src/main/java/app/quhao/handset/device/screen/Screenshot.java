package app.quhao.handset.device.screen;

import android.graphics.Bitmap;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.Point;
import android.view.WindowManager.LayoutParams;
import java.io.ByteArrayOutputStream;
import org.robolectric.shadows.ShadowDisplay;

/** What the display shows. UiAutomation.takeScreenshot of Robolectric 4.17 needs JDK 21. */
final class Screenshot {
  private static final int OPAQUE = 255;

  private Screenshot() {}

  /** Main thread. */
  static Bitmap draw() {
    Point size = new Point();
    ShadowDisplay.getDefaultDisplay().getRealSize(size);
    Bitmap bitmap = Bitmap.createBitmap(size.x, size.y, Bitmap.Config.ARGB_8888);
    Canvas canvas = new Canvas(bitmap);
    canvas.drawColor(Color.BLACK);
    for (DeviceWindow window : DeviceWindows.visible()) {
      if ((window.params().flags & LayoutParams.FLAG_DIM_BEHIND) != 0) {
        canvas.drawColor(Color.argb(Math.round(window.params().dimAmount * OPAQUE), 0, 0, 0));
      }
      Point at = window.location();
      canvas.save();
      canvas.translate(at.x, at.y);
      window.view().draw(canvas);
      canvas.restore();
    }
    return bitmap;
  }

  /** Any thread. */
  static byte[] png(Bitmap bitmap) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bitmap.compress(Bitmap.CompressFormat.PNG, 100, out);
    return out.toByteArray();
  }
}
