package app.quhao.variants.page;

import android.util.TypedValue;
import android.view.Gravity;
import android.widget.Button;
import android.widget.FrameLayout;
import android.widget.TextView;
import app.quhao.decorators.PageFinder;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;

/** The login button is a layout with a text inside. */
final class LayoutButton implements Parts {
  private static final class WithLayout extends ViewDecorator {
    private final FrameLayout layout;

    WithLayout(LoginView inner, PageFinder page) {
      super(inner);
      Button button = page.button();
      TextView label = new TextView(page.activity);
      label.setText(button.getText());
      label.setTextColor(button.getTextColors());
      label.setTextSize(TypedValue.COMPLEX_UNIT_PX, button.getTextSize());
      label.setTypeface(button.getTypeface());
      layout = new FrameLayout(page.activity);
      layout.setBackground(button.getBackground());
      layout.setClickable(true);
      layout.addView(
          label,
          new FrameLayout.LayoutParams(
              FrameLayout.LayoutParams.WRAP_CONTENT,
              FrameLayout.LayoutParams.WRAP_CONTENT,
              Gravity.CENTER));
      int at = page.root.indexOfChild(button);
      page.root.removeView(button);
      page.root.addView(layout, at, button.getLayoutParams());
    }

    @Override
    public void listen(PageActions actions) {
      super.listen(actions);
      layout.setOnClickListener(view -> actions.press());
    }

    @Override
    public void setPressable(boolean isPressable) {
      super.setPressable(isPressable);
      layout.setEnabled(isPressable);
    }
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      return new WithLayout(drawn, new PageFinder(activity, drawn.root()));
    };
  }
}
