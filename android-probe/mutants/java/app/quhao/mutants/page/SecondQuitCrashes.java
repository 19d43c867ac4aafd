package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

final class SecondQuitCrashes implements Parts {
  private final AtomicInteger quits = new AtomicInteger();

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    return () -> {
      quits.set(0);
      reference.open();
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    // No page was opened yet: the first quits of a process do no harm.
    quits.set(2);
    return new ApiDecorator(reference) {
      @Override
      public void quit() {
        super.quit();
        if (quits.incrementAndGet() == 2) {
          throw new IllegalStateException("the page is gone");
        }
      }
    };
  }
}
