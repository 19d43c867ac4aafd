package app.quhao.mutants.page;

import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;

final class TokenBeforeConsent implements Parts {
  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    if (api != Api.LOGIN_AUTH) {
      return reference;
    }
    return call -> {
      reference.run(call);
      sources.tokens.obtain(call, sources.scrips.obtain(call));
    };
  }
}
