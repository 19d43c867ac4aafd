package app.quhao.mutants.look;

import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonSizeIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          FrameLayout.LayoutParams place =
              (FrameLayout.LayoutParams) page.button().getLayoutParams();
          place.width = FrameLayout.LayoutParams.MATCH_PARENT;
          place.height = page.pixels(48);
          place.leftMargin = page.pixels(32);
          place.rightMargin = page.pixels(32);
        });
  }
}
