package app.quhao.mutants.page;

import android.app.Activity;
import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;

/** A quit without a page is kept for the next one. */
final class QuitSticks implements Parts {
  private final AtomicBoolean isQuitting = new AtomicBoolean();
  private volatile WeakReference<Activity> page = new WeakReference<>(null);

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      page = new WeakReference<>(activity);
      if (isQuitting.compareAndSet(true, false)) {
        activity.finish();
      }
      return view;
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void quit() {
        Activity open = page.get();
        isQuitting.set(open == null || open.isFinishing());
        super.quit();
      }
    };
  }
}
