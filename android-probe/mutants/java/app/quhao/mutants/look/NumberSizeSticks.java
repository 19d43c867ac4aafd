package app.quhao.mutants.look;

import android.util.TypedValue;
import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

/** What one theme sets holds for the themes after it: the number stays as large as it ever was. */
final class NumberSizeSticks implements Parts {
  private float largest;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(
        reference,
        page -> {
          TextView number = page.number();
          largest = Math.max(largest, number.getTextSize());
          number.setTextSize(TypedValue.COMPLEX_UNIT_PX, largest);
        });
  }
}
