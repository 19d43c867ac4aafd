package app.quhao.mutants.page;

import android.content.Context;
import android.os.Looper;
import app.quhao.decorators.ListenersDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.AuthLoginCallBack;
import com.cmic.gen.sdk.view.PageListeners;

/** The app's answer counts on the main thread only. */
final class ConsentFromWorkerLost implements Parts {
  @Override
  public PageListeners pageListeners(PageListeners reference) {
    return new ListenersDecorator(reference) {
      @Override
      public void askConsent(Context context, AuthLoginCallBack answer) {
        super.askConsent(
            context,
            goesOn -> {
              if (Looper.myLooper() == Looper.getMainLooper()) {
                answer.onAuthLoginCallBack(goesOn);
              }
            });
      }
    };
  }
}
