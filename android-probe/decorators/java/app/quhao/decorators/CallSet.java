package app.quhao.decorators;

import com.cmic.gen.sdk.policy.Api;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The calls in which something holds. */
public final class CallSet {
  public static final CallSet ALL =
      new CallSet(Api.GET_PHONE_INFO, Api.LOGIN_AUTH, Api.MOBILE_AUTH);
  public static final CallSet GET_PHONE_INFO = new CallSet(Api.GET_PHONE_INFO);
  public static final CallSet LOGIN_AUTH = new CallSet(Api.LOGIN_AUTH);
  public static final CallSet MOBILE_AUTH = new CallSet(Api.MOBILE_AUTH);

  private final List<Api> calls;

  private CallSet(Api... calls) {
    this.calls = Collections.unmodifiableList(Arrays.asList(calls));
  }

  public boolean has(Api api) {
    return calls.contains(api);
  }
}
