package com.lotus.onekey;

import android.content.Context;
import android.graphics.Bitmap;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.drawable.Drawable;

/** Colours that can be read. */
public final class Looks {
  private Looks() {}

  private static double part(int v) {
    double c = v / 255.0;
    return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static double light(int c) {
    return 0.2126 * part(Color.red(c)) + 0.7152 * part(Color.green(c)) + 0.0722 * part(Color.blue(c));
  }

  public static double contrast(int a, int b) {
    double x = light(a) + 0.05;
    double y = light(b) + 0.05;
    return x > y ? x / y : y / x;
  }

  /** The wanted colour, if it can be read on the ground; opaque. */
  public static int readable(int wanted, int ground, int standard) {
    if (Color.alpha(wanted) < 0xc0) {
      return standard;
    }
    int opaque = wanted | 0xff000000;
    if (contrast(opaque, ground) >= 2.5) {
      return opaque;
    }
    return contrast(standard, ground) >= 2.5
        ? standard
        : contrast(Color.BLACK, ground) > contrast(Color.WHITE, ground) ? Color.BLACK : Color.WHITE;
  }

  public static int average(Drawable d) {
    Bitmap b = Bitmap.createBitmap(24, 8, Bitmap.Config.ARGB_8888);
    Canvas canvas = new Canvas(b);
    canvas.drawColor(Color.WHITE);
    d.setBounds(0, 0, 24, 8);
    d.draw(canvas);
    long r = 0;
    long g = 0;
    long bl = 0;
    for (int x = 0; x < 24; x++) {
      for (int y = 0; y < 8; y++) {
        int p = b.getPixel(x, y);
        r += Color.red(p);
        g += Color.green(p);
        bl += Color.blue(p);
      }
    }
    return Color.rgb((int) (r / 192), (int) (g / 192), (int) (bl / 192));
  }

  @SuppressWarnings("deprecation")
  public static Drawable drawable(Context context, String name) {
    if (!Engine.given(name)) {
      return null;
    }
    int id = context.getResources().getIdentifier(name, "drawable", context.getPackageName());
    if (id == 0) {
      id = context.getResources().getIdentifier(name, "mipmap", context.getPackageName());
    }
    return id == 0 ? null : context.getDrawable(id);
  }
}
