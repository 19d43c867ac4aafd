package app.quhao.mutants.cache;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.ScripSource;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class FailureCached implements Parts {
  private final Map<String, FailureException> failures = new ConcurrentHashMap<>();

  @Override
  public ScripSource scrips(ScripSource reference, Device device) {
    return call -> {
      FailureException former = failures.get(call.app.appId);
      if (former != null) {
        throw former;
      }
      try {
        return reference.obtain(call);
      } catch (FailureException error) {
        failures.put(call.app.appId, error);
        throw error;
      }
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void deleteScrip() {
        failures.clear();
        super.deleteScrip();
      }
    };
  }
}
