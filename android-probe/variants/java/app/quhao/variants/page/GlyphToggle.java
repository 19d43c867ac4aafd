package app.quhao.variants.page;

import android.view.Gravity;
import android.view.View;
import android.widget.TextView;
import app.quhao.decorators.PageFinder;

/** A TextView that changes its glyph. */
final class GlyphToggle implements ToggleInPlaceOfBox.Toggle {
  @Override
  public View make(PageFinder page) {
    TextView glyph = new TextView(page.activity);
    glyph.setGravity(Gravity.CENTER);
    glyph.setIncludeFontPadding(false);
    glyph.setTextColor(0xFF1668DC);
    return glyph;
  }

  @Override
  public void show(View made, boolean isChecked) {
    ((TextView) made).setText(isChecked ? "●" : "○");
  }
}
