package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

/** A page that the system makes anew for the same login comes up with the terms checked. */
final class MadeAnewConsented implements Parts {
  private final MainThread mainThread = new MainThread();
  private volatile boolean isFirst;

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        isFirst = true;
        super.start(request);
      }
    };
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      if (!isFirst) {
        mainThread.post(() -> view.setConsented(true));
      }
      isFirst = false;
      return view;
    };
  }
}
