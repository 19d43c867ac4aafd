package app.quhao.mutants.look;

import android.view.View;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.R;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.ArrayList;
import java.util.List;

/** The app's View still has its parent from the first page, and the page goes on without it. */
final class OwnContentOnce implements Parts {
  private final List<View> shown = new ArrayList<>();

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          View lowest = page.root.getChildAt(0);
          if (lowest.getId() == R.id.gen_login_logo || lowest.getId() == R.id.gen_login_title_bar) {
            return;
          }
          if (shown.contains(lowest)) {
            page.root.removeView(lowest);
          }
          shown.add(lowest);
        });
  }
}
