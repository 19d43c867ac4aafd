package app.quhao.variants.page;

import android.widget.Toast;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

final class HintAsToast implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      return new ViewDecorator(drawn) {
        @Override
        public void showHint(String text) {
          Toast.makeText(activity, text, Toast.LENGTH_LONG).show();
        }

        @Override
        public void hideHint() {}
      };
    };
  }
}
