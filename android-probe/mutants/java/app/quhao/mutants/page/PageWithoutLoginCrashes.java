package app.quhao.mutants.page;

import android.app.Activity;
import android.app.Application;
import android.content.Context;
import android.os.Bundle;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.PageWatch;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.GenLoginAuthActivity;
import java.util.concurrent.atomic.AtomicBoolean;

/** A page that the system opens in a process without a login looks for one. */
final class PageWithoutLoginCrashes extends PageWatch implements Parts {
  private final AtomicBoolean hasLogin = new AtomicBoolean();

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        hasLogin.set(true);
        super.start(request);
      }
    };
  }

  @Override
  public Device device(Device reference, Context context) {
    ((Application) context.getApplicationContext()).registerActivityLifecycleCallbacks(this);
    return reference;
  }

  @Override
  public void onActivityCreated(Activity activity, Bundle saved) {
    if (activity instanceof GenLoginAuthActivity && !hasLogin.get()) {
      throw new NullPointerException("the login of this page");
    }
  }
}
