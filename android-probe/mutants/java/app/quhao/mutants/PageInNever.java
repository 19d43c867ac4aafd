package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;

final class PageInNever implements Policies {
  @Override
  public int pageShownNotices() {
    return 0;
  }
}
