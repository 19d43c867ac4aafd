package app.quhao.mutants.look;

import android.content.res.Configuration;
import android.widget.FrameLayout;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class LandscapeButtonLost implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, LandscapeButtonLost::push);
  }

  /** The place that suits a portrait page. */
  private static void push(PageFinder page) {
    Configuration now = page.activity.getResources().getConfiguration();
    if (now.orientation == Configuration.ORIENTATION_LANDSCAPE) {
      FrameLayout.LayoutParams place = (FrameLayout.LayoutParams) page.button().getLayoutParams();
      place.topMargin = page.pixels(now.screenWidthDp);
    }
  }
}
