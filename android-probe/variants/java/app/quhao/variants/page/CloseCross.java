package app.quhao.variants.page;

import android.view.Gravity;
import android.widget.FrameLayout;
import android.widget.TextView;
import app.quhao.decorators.PageFinder;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

final class CloseCross implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      PageFinder page = new PageFinder(activity, drawn.root());
      TextView cross = new TextView(activity);
      cross.setText("×");
      cross.setTextSize(24);
      cross.setGravity(Gravity.CENTER);
      cross.setOnClickListener(view -> page.back().callOnClick());
      page.root.addView(
          cross, new FrameLayout.LayoutParams(page.pixels(48), page.pixels(48), Gravity.END));
      return drawn;
    };
  }
}
