package app.quhao.mutants.look;

import android.graphics.Color;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class StatusBarIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          page.root.post(() -> page.activity.getWindow().setStatusBarColor(Color.WHITE));
        });
  }
}
