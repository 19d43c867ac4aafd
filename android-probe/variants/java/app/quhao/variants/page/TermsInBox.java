package app.quhao.variants.page;

import android.text.method.LinkMovementMethod;
import android.util.TypedValue;
import android.widget.CheckBox;
import android.widget.LinearLayout;
import android.widget.TextView;
import app.quhao.decorators.PageFinder;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

/** The sentence is the label of the check box, with links in it. */
final class TermsInBox implements Parts {
  /** The system saves the state of views that have one, and gives it to a page that is made anew. */
  private static final int BOX = 1;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      return new Labelled(drawn, place(new PageFinder(activity, drawn.root())));
    };
  }

  private static CheckBox place(PageFinder page) {
    TextView sentence = page.sentence();
    CheckBox box = new CheckBox(page.activity);
    box.setId(BOX);
    box.setText(sentence.getText());
    box.setTextColor(sentence.getTextColors());
    box.setTextSize(TypedValue.COMPLEX_UNIT_PX, sentence.getTextSize());
    box.setMovementMethod(LinkMovementMethod.getInstance());
    LinearLayout terms = page.terms();
    terms.removeAllViews();
    terms.addView(box);
    return box;
  }

  private static final class Labelled extends ViewDecorator {
    private final CheckBox box;

    Labelled(LoginView inner, CheckBox box) {
      super(inner);
      this.box = box;
      box.setChecked(inner.isConsented());
      box.setOnCheckedChangeListener((view, isChecked) -> inner.setConsented(isChecked));
    }

    @Override
    public void setConsented(boolean isConsented) {
      super.setConsented(isConsented);
      box.setChecked(isConsented);
    }
  }
}
