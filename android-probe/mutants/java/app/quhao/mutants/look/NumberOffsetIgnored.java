package app.quhao.mutants.look;

import android.view.Gravity;
import android.view.View;
import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class NumberOffsetIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          View field = (View) page.number().getParent();
          FrameLayout.LayoutParams place = (FrameLayout.LayoutParams) field.getLayoutParams();
          place.gravity = Gravity.TOP | Gravity.CENTER_HORIZONTAL;
          place.topMargin = page.pixels(200);
          place.bottomMargin = 0;
          page.number().setTranslationX(0);
        });
  }
}
