package app.quhao.mutants.look;

import android.view.View;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.R;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class OwnContentDropped implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          View lowest = page.root.getChildAt(0);
          if (lowest.getId() != R.id.gen_login_logo && lowest.getId() != R.id.gen_login_title_bar) {
            page.root.removeView(lowest);
          }
        });
  }
}
