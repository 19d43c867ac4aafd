package app.quhao.mutants.argument;

import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.ArgumentPolicy;

final class EmptyAppIdSent implements Parts {
  private final CallSet calls;

  EmptyAppIdSent(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public ArgumentPolicy arguments(ArgumentPolicy reference) {
    return new ArgumentPolicy() {
      @Override
      public boolean accepts(Api api, AppCredentials app) {
        boolean isEmpty = app.appId != null && app.appId.isEmpty();
        return reference.accepts(api, app) || (isEmpty && calls.has(api));
      }
    };
  }
}
