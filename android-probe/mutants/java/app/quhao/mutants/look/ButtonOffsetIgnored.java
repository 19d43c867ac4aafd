package app.quhao.mutants.look;

import android.view.Gravity;
import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonOffsetIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          FrameLayout.LayoutParams place =
              (FrameLayout.LayoutParams) page.button().getLayoutParams();
          place.gravity = Gravity.TOP | Gravity.CENTER_HORIZONTAL;
          place.topMargin = page.pixels(320);
          place.bottomMargin = 0;
        });
  }
}
