package app.quhao.mutants.look;

import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonOffScreen implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          FrameLayout.LayoutParams place =
              (FrameLayout.LayoutParams) page.button().getLayoutParams();
          place.topMargin = page.pixels(4000);
        });
  }
}
