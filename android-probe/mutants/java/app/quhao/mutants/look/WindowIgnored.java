package app.quhao.mutants.look;

import android.view.WindowManager;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class WindowIgnored implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          page.root.post(
              () ->
                  page.activity
                      .getWindow()
                      .setLayout(
                          WindowManager.LayoutParams.MATCH_PARENT,
                          WindowManager.LayoutParams.MATCH_PARENT));
        });
  }
}
