package app.quhao.mutants.cache;

import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.ScripSource;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class CachedNeedsMobileData implements Parts {
  private final CallSet calls;

  CachedNeedsMobileData(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public ScripSource scrips(ScripSource reference, Device device) {
    return call -> {
      if (calls.has(call.api) && !device.isMobileDataOn()) {
        throw new FailureException(Failure.MOBILE_DATA_OFF, "mobile data is off");
      }
      return reference.obtain(call);
    };
  }
}
