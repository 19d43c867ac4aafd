package com.lotus.onekey;

import android.content.Context;
import android.util.AttributeSet;
import android.util.TypedValue;
import android.view.View;
import android.view.ViewGroup;
import android.widget.TextView;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;

/** Puts number, button and terms where the theme wants them, as long as all three stay seen. */
public final class PageLayout extends ViewGroup {
  private static final int UNSET = GenAuthThemeConfig.UNSET;
  public View close;
  public View number;
  public View slogan;
  public View button;
  public View terms;
  public TextView termsText;
  public GenAuthThemeConfig theme;

  public PageLayout(Context context) {
    super(context);
  }

  public PageLayout(Context context, AttributeSet set) {
    super(context, set);
  }

  int dp(float v) {
    return Math.round(v * getResources().getDisplayMetrics().density);
  }

  private int clampDp(int v, int low, int high) {
    return dp(Math.max(low, Math.min(high, v)));
  }

  private static int exact(int v) {
    return MeasureSpec.makeMeasureSpec(v, MeasureSpec.EXACTLY);
  }

  private static int most(int v) {
    return MeasureSpec.makeMeasureSpec(v, MeasureSpec.AT_MOST);
  }

  private int buttonLeft;

  @Override
  protected void onMeasure(int ws, int hs) {
    int w = MeasureSpec.getSize(ws);
    int h = MeasureSpec.getSize(hs);
    setMeasuredDimension(w, h);
    if (theme == null) {
      return;
    }
    close.measure(exact(dp(44)), exact(dp(44)));
    number.measure(most(w), most(h));
    slogan.measure(most(w), most(h));
    int left = theme.btnLeft == UNSET ? dp(32) : Math.max(0, dp(theme.btnLeft));
    int right = theme.btnRight == UNSET ? dp(32) : Math.max(0, dp(theme.btnRight));
    int bw = w - left - right;
    if (theme.btnW != UNSET && theme.btnW > 0) {
      bw = Math.min(w, Math.max(dp(150), dp(theme.btnW)));
      if (theme.btnLeft == UNSET) {
        left = (w - bw) / 2;
      }
    }
    if (bw < dp(150)) {
      bw = Math.min(w, dp(150));
    }
    buttonLeft = Math.max(0, Math.min(left, w - bw));
    int bh = theme.btnH == UNSET || theme.btnH <= 0 ? dp(48) : clampDp(theme.btnH, 40, 90);
    button.measure(exact(bw), exact(bh));
    int tw = termsWidth(w);
    float size = Math.max(9, Math.min(22, theme.termSize));
    do {
      termsText.setTextSize(TypedValue.COMPLEX_UNIT_SP, size);
      terms.measure(exact(tw), MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED));
      size -= 1;
    } while (terms.getMeasuredHeight() > h * 2 / 5 && size >= 6);
  }

  private int termsLeft(int w) {
    int left = theme.termLeft == UNSET ? dp(24) : Math.max(0, dp(theme.termLeft));
    return Math.max(0, Math.min(left, w - Math.min(w, dp(180))));
  }

  private int termsWidth(int w) {
    int right = theme.termRight == UNSET ? dp(24) : Math.max(0, dp(theme.termRight));
    return Math.max(Math.min(w, dp(180)), w - termsLeft(w) - right);
  }

  private int y(int fromTop, int fromBottom, int standard, int h, int own) {
    int y =
        fromTop != UNSET
            ? dp(fromTop)
            : fromBottom != UNSET ? h - dp(fromBottom) - own : standard;
    return Math.max(0, Math.min(y, h - own));
  }

  @Override
  protected void onLayout(boolean changed, int l, int t, int r, int b) {
    if (theme == null) {
      return;
    }
    int w = r - l;
    int h = b - t;
    boolean low = Variant.is("xml");
    int nh = number.getMeasuredHeight();
    int bh = button.getMeasuredHeight();
    int th = terms.getMeasuredHeight();
    int ny0 = h * (low ? 26 : 18) / 100;
    int by0 = h * (low ? 50 : 44) / 100;
    int ty0 = h - th - dp(16);
    int ny = y(theme.numberY, theme.numberYB, ny0, h, nh);
    int by = y(theme.btnY, theme.btnYB, by0, h, bh);
    int ty = y(theme.termY, theme.termYB, ty0, h, th);
    if (hit(ny, nh, by, bh) || hit(ny, nh, ty, th) || hit(by, bh, ty, th)) {
      ny = ny0;
      by = by0;
      ty = ty0;
      if (hit(ny, nh, by, bh) || hit(ny, nh, ty, th) || hit(by, bh, ty, th)) {
        int gap = Math.max(0, (h - nh - bh - th) / 4);
        ny = gap;
        by = ny + nh + gap;
        ty = by + bh + gap;
      }
    }
    int nw = number.getMeasuredWidth();
    int nx = Math.max(0, Math.min(w - nw, (w - nw) / 2 + dp(theme.numberX)));
    put(number, nx, ny);
    put(button, buttonLeft, by);
    put(terms, termsLeft(w), ty);
    put(close, 0, 0);
    int sy = ny + nh + dp(4);
    boolean fits = !hit(sy, slogan.getMeasuredHeight(), by, bh)
        && !hit(sy, slogan.getMeasuredHeight(), ty, th)
        && sy + slogan.getMeasuredHeight() < h;
    slogan.setVisibility(fits ? VISIBLE : INVISIBLE);
    put(slogan, (w - slogan.getMeasuredWidth()) / 2, sy);
  }

  private static boolean hit(int a, int ah, int b, int bh) {
    return a < b + bh && b < a + ah;
  }

  private static void put(View v, int x, int y) {
    v.layout(x, y, x + v.getMeasuredWidth(), y + v.getMeasuredHeight());
  }
}
