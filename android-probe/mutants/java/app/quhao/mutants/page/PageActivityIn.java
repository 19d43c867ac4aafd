package app.quhao.mutants.page;

import android.os.SystemClock;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.PageOpener;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.FailureException;

/** Starts the page's activity where no page is due; without a login it ends at once. */
final class PageActivityIn implements Parts {
  private static final long LATE_MILLIS = 600;

  private final MainThread main = new MainThread();
  private final Api api;
  private PageOpener opener;

  PageActivityIn(Api api) {
    this.api = api;
  }

  @Override
  public PageOpener pageOpener(PageOpener reference) {
    opener = reference;
    return reference;
  }

  @Override
  public Flow flow(Api of, Flow reference, Sources sources) {
    if (of != api) {
      return reference;
    }
    return of == Api.LOGIN_AUTH ? afterTheEnd(reference) : before(reference);
  }

  private Flow before(Flow reference) {
    return call -> {
      main.post(() -> opener.open());
      reference.run(call);
    };
  }

  private Flow afterTheEnd(Flow reference) {
    return call -> {
      try {
        reference.run(call);
      } catch (FailureException error) {
        if (!call.isOpen()) {
          SystemClock.sleep(LATE_MILLIS);
          main.post(() -> opener.open());
        }
        throw error;
      }
    };
  }
}
