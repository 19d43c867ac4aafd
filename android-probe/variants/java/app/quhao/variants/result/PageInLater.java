package app.quhao.variants.result;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

final class PageInLater implements Parts {
  private static final long DELAY_MILLIS = 200;

  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        super.setPageInListener(
            listener == null ? null : (code, notice) -> later(listener, notice));
      }
    };
  }

  private void later(GenLoginPageInListener listener, JSONObject notice) {
    String code = notice.optString("resultCode");
    mainThread.postAfter(DELAY_MILLIS, () -> listener.onLoginPageInComplete(code, notice));
  }
}
