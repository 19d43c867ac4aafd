package app.quhao.mutants.look;

import android.app.Activity;
import android.content.res.Configuration;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

/** The colour of the number is that of the display's theme, and the page's own is white. */
final class NumberLostInDark implements Parts {
  private static final int ALMOST_WHITE = 0xFFFAFAFA;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      if (isDark(activity)) {
        new PageFinder(activity, view.root()).number().setTextColor(ALMOST_WHITE);
      }
      return view;
    };
  }

  private static boolean isDark(Activity activity) {
    int mode = activity.getResources().getConfiguration().uiMode;
    return (mode & Configuration.UI_MODE_NIGHT_MASK) == Configuration.UI_MODE_NIGHT_YES;
  }
}
