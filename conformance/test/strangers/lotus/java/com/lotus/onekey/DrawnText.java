package com.lotus.onekey;

import android.content.Context;
import android.graphics.Canvas;
import android.graphics.Paint;
import android.view.View;
import android.view.accessibility.AccessibilityNodeInfo;

/** A text that is drawn by hand; a reader for the blind hears it all the same. */
public final class DrawnText extends View {
  private final Paint paint = new Paint(Paint.ANTI_ALIAS_FLAG);
  private String text = "";

  public DrawnText(Context context) {
    super(context);
    paint.setTextAlign(Paint.Align.CENTER);
  }

  public void set(String t, int colour, float px, boolean bold) {
    text = t;
    paint.setColor(colour);
    paint.setTextSize(px);
    paint.setFakeBoldText(bold);
    setContentDescription(t);
    requestLayout();
    invalidate();
  }

  @Override
  protected void onMeasure(int w, int h) {
    int wide = Math.round(paint.measureText(text)) + 8;
    int high = Math.round(paint.getFontSpacing()) + 8;
    setMeasuredDimension(resolveSize(wide, w), resolveSize(high, h));
  }

  @Override
  protected void onDraw(Canvas canvas) {
    float y = getHeight() / 2f - (paint.ascent() + paint.descent()) / 2;
    canvas.drawText(text, getWidth() / 2f, y, paint);
  }

  @Override
  public void onInitializeAccessibilityNodeInfo(AccessibilityNodeInfo info) {
    super.onInitializeAccessibilityNodeInfo(info);
    info.setText(text);
  }
}
