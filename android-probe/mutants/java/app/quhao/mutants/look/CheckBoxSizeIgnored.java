package app.quhao.mutants.look;

import android.widget.LinearLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class CheckBoxSizeIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          LinearLayout.LayoutParams place =
              (LinearLayout.LayoutParams) page.checkBox().getLayoutParams();
          place.width = page.pixels(18);
          place.height = page.pixels(18);
        });
  }
}
