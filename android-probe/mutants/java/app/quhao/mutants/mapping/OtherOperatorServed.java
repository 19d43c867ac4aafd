package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;

final class OtherOperatorServed implements Parts {
  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    if (api != Api.MOBILE_AUTH) {
      return reference;
    }
    return call -> call.succeed(sources.tokens.obtain(call, sources.scrips.obtain(call)));
  }
}
