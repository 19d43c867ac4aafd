package app.quhao.variants.page;

import android.widget.CheckBox;
import android.widget.LinearLayout;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class RememberMeBox implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          CheckBox remember = new CheckBox(page.activity);
          remember.setText("下次自动填写");
          remember.setTextSize(12);
          LinearLayout block = (LinearLayout) page.terms().getParent();
          block.addView(remember, block.indexOfChild(page.terms()));
        });
  }
}
