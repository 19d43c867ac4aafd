package com.cmic.gen.sdk.view;

import android.graphics.Rect;
import android.view.View;
import android.view.ViewTreeObserver;
import java.util.List;

/**
 * Looks once, before the page is drawn, whether the theme has put one part over another, and then
 * undoes that (PAG-23).
 */
final class PartsApart implements ViewTreeObserver.OnPreDrawListener {
  private final View page;
  private final List<View> parts;
  private final Runnable undo;

  PartsApart(View page, List<View> parts, Runnable undo) {
    this.page = page;
    this.parts = parts;
    this.undo = undo;
  }

  void watch() {
    page.getViewTreeObserver().addOnPreDrawListener(this);
  }

  @Override
  public boolean onPreDraw() {
    page.getViewTreeObserver().removeOnPreDrawListener(this);
    if (areApart()) {
      return true;
    }
    undo.run();
    // Drawn after the layout that follows.
    return false;
  }

  private boolean areApart() {
    for (int i = 0; i < parts.size(); i++) {
      for (int j = i + 1; j < parts.size(); j++) {
        if (Rect.intersects(place(parts.get(i)), place(parts.get(j)))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Rect place(View part) {
    int[] at = new int[2];
    part.getLocationInWindow(at);
    return new Rect(at[0], at[1], at[0] + part.getWidth(), at[1] + part.getHeight());
  }
}
