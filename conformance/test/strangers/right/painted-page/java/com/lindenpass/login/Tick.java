package com.lindenpass.login;

import android.content.Context;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.Paint;
import android.view.View;
import android.view.accessibility.AccessibilityNodeInfo;

/** A round check box that draws itself and tells accessibility services what it is. */
final class Tick extends View {
  private final Paint paint = new Paint(Paint.ANTI_ALIAS_FLAG);
  private boolean isTicked;

  Tick(Context context) {
    super(context);
    setClickable(true);
    setFocusable(true);
    setContentDescription("同意条款");
    setOnClickListener(
        view -> {
          isTicked = !isTicked;
          invalidate();
        });
  }

  boolean isTicked() {
    return isTicked;
  }

  @Override
  protected void onDraw(Canvas canvas) {
    float radius = Math.min(getWidth(), getHeight()) / 3f;
    paint.setColor(isTicked ? Color.rgb(190, 90, 20) : Color.GRAY);
    paint.setStyle(isTicked ? Paint.Style.FILL : Paint.Style.STROKE);
    paint.setStrokeWidth(4);
    canvas.drawCircle(getWidth() / 2f, getHeight() / 2f, radius, paint);
  }

  @Override
  public CharSequence getAccessibilityClassName() {
    return "android.widget.CheckBox";
  }

  @Override
  public void onInitializeAccessibilityNodeInfo(AccessibilityNodeInfo info) {
    super.onInitializeAccessibilityNodeInfo(info);
    info.setCheckable(true);
    info.setChecked(isTicked);
  }
}
