package app.quhao.mutants.look;

import android.text.SpannableStringBuilder;
import android.text.Spanned;
import android.text.style.ForegroundColorSpan;
import android.widget.TextView;
import app.quhao.decorators.EditedPage;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;
import java.util.function.Function;

final class Painted implements Parts {
  private final Function<PageFinder, TextView> part;
  private final int colour;

  Painted(Function<PageFinder, TextView> part, int colour) {
    this.part = part;
    this.colour = colour;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return new EditedPage(reference, page -> paint(part.apply(page)));
  }

  private void paint(TextView view) {
    SpannableStringBuilder text = new SpannableStringBuilder(view.getText());
    text.setSpan(
        new ForegroundColorSpan(colour), 0, text.length(), Spanned.SPAN_INCLUSIVE_INCLUSIVE);
    view.setText(text);
    view.setTextColor(colour);
  }
}
