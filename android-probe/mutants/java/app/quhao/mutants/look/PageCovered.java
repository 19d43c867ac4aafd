package app.quhao.mutants.look;

import android.graphics.Color;
import android.view.View;
import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class PageCovered implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          View sheet = new View(page.activity);
          sheet.setBackgroundColor(Color.WHITE);
          page.root.addView(
              sheet,
              new FrameLayout.LayoutParams(
                  FrameLayout.LayoutParams.MATCH_PARENT, FrameLayout.LayoutParams.MATCH_PARENT));
        });
  }
}
