package app.quhao.mutants.look;

import android.view.Gravity;
import android.view.View;
import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class TermsOffsetIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          View block = (View) page.terms().getParent();
          FrameLayout.LayoutParams place = (FrameLayout.LayoutParams) block.getLayoutParams();
          place.gravity = Gravity.BOTTOM | Gravity.CENTER_HORIZONTAL;
          place.bottomMargin = page.pixels(28);
          place.topMargin = 0;
        });
  }
}
