package app.quhao.mutants.look;

import android.view.Gravity;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class WindowAlwaysCentred implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> page.root.post(() -> page.activity.getWindow().setGravity(Gravity.CENTER)));
  }
}
