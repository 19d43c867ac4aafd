package app.quhao.mutants.look;

import android.graphics.Color;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonBlank implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          page.button().setTextColor(Color.WHITE);
          page.button().setBackgroundColor(Color.WHITE);
        });
  }
}
