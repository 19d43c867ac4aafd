package app.quhao.mutants.page;

import android.content.Context;
import app.quhao.decorators.ListenersDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.AuthLoginCallBack;
import com.cmic.gen.sdk.view.PageListeners;

final class DialogFalseGoesOn implements Parts {
  @Override
  public PageListeners pageListeners(PageListeners reference) {
    return new ListenersDecorator(reference) {
      @Override
      public void askConsent(Context context, AuthLoginCallBack answer) {
        super.askConsent(context, goesOn -> answer.onAuthLoginCallBack(true));
      }
    };
  }
}
