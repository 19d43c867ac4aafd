package app.quhao.mutants.look;

import android.content.res.Configuration;
import android.view.View;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class LargePrintButtonLost implements Parts {
  private static final float LARGE = 1.25f;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, LargePrintButtonLost::hide);
  }

  private static void hide(PageFinder page) {
    Configuration now = page.activity.getResources().getConfiguration();
    if (now.fontScale >= LARGE) {
      page.button().setVisibility(View.GONE);
    }
  }
}
