package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class PageInTwice implements Policies {
  @Override
  public int pageShownNotices() {
    return 2;
  }
}
