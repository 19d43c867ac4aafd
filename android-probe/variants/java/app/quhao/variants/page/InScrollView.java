package app.quhao.variants.page;

import android.view.View;
import android.widget.FrameLayout;
import android.widget.ScrollView;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class InScrollView implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          FrameLayout column = new FrameLayout(page.activity);
          while (page.root.getChildCount() > 0) {
            View child = page.root.getChildAt(0);
            page.root.removeViewAt(0);
            column.addView(child);
          }
          ScrollView scroll = new ScrollView(page.activity);
          scroll.setFillViewport(true);
          scroll.addView(
              column,
              new FrameLayout.LayoutParams(
                  FrameLayout.LayoutParams.MATCH_PARENT, FrameLayout.LayoutParams.MATCH_PARENT));
          page.root.addView(
              scroll,
              new FrameLayout.LayoutParams(
                  FrameLayout.LayoutParams.MATCH_PARENT, FrameLayout.LayoutParams.MATCH_PARENT));
        });
  }
}
