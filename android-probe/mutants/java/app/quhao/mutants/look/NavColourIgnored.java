package app.quhao.mutants.look;

import android.graphics.Color;
import android.view.View;
import android.widget.TextView;
import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.R;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class NavColourIgnored implements Parts {
  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void openTerms(String title, String url) {
        super.openTerms(title, url);
        TextView shown = scene.view.root().findViewById(R.id.gen_terms_title);
        if (shown != null) {
          shown.setTextColor(0xFF1D2129);
          ((View) shown.getParent()).setBackgroundColor(Color.WHITE);
        }
      }
    };
  }
}
