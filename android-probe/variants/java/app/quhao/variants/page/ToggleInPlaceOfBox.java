package app.quhao.variants.page;

import android.view.View;
import android.widget.LinearLayout;
import app.quhao.decorators.PageFinder;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

/** A page whose check box is a view of another kind. */
final class ToggleInPlaceOfBox implements Parts {
  /** Makes the view that takes the check box's place, and shows its state. */
  interface Toggle {
    View make(PageFinder page);

    void show(View made, boolean isChecked);
  }

  private final Toggle toggle;

  ToggleInPlaceOfBox(Toggle toggle) {
    this.toggle = toggle;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      return new Toggled(drawn, place(new PageFinder(activity, drawn.root())));
    };
  }

  private View place(PageFinder page) {
    View made = toggle.make(page);
    LinearLayout terms = page.terms();
    View box = page.checkBox();
    terms.addView(made, terms.indexOfChild(box), box.getLayoutParams());
    box.setVisibility(View.GONE);
    return made;
  }

  /** The reference page, whose check box goes on keeping the state unseen, also for the system. */
  private final class Toggled extends ViewDecorator {
    private final View made;
    private boolean shown;

    Toggled(LoginView inner, View made) {
      super(inner);
      this.made = made;
      show();
      made.setOnClickListener(view -> setConsented(!isConsented()));
      made.getViewTreeObserver().addOnPreDrawListener(this::showRestored);
    }

    @Override
    public void setConsented(boolean isConsented) {
      super.setConsented(isConsented);
      show();
    }

    private void show() {
      shown = isConsented();
      toggle.show(made, shown);
    }

    /** The system gives the box its state back where the page is made anew. */
    private boolean showRestored() {
      if (shown != isConsented()) {
        show();
      }
      return true;
    }
  }
}
