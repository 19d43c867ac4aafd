package app.quhao.variants.page;

import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class OtherWayLink implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          TextView other = new TextView(page.activity);
          other.setText("其他登录方式");
          other.setTextSize(14);
          other.setTextColor(0xFF1668DC);
          other.setPadding(page.pixels(16), page.pixels(8), page.pixels(16), page.pixels(8));
          other.setClickable(true);
          page.cling(other, page.button(), 8);
        });
  }
}
