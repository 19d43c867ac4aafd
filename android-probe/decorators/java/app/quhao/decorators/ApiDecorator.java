package app.quhao.decorators;

import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** Forwards every method of the API; a subclass changes one. */
public abstract class ApiDecorator implements SdkApi {
  protected final SdkApi inner;

  protected ApiDecorator(SdkApi inner) {
    this.inner = inner;
  }

  @Override
  public void start(CallRequest request) {
    inner.start(request);
  }

  @Override
  public JSONObject networkType() {
    return inner.networkType();
  }

  @Override
  public void deleteScrip() {
    inner.deleteScrip();
  }

  @Override
  public void setOverTime(long millis) {
    inner.setOverTime(millis);
  }

  @Override
  public void setTheme(GenAuthThemeConfig theme) {
    inner.setTheme(theme);
  }

  @Override
  public void setPageInListener(GenLoginPageInListener listener) {
    inner.setPageInListener(listener);
  }

  @Override
  public void quit() {
    inner.quit();
  }
}
