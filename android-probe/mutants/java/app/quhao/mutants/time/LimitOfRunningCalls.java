package app.quhao.mutants.time;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Alarms;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.Limit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** setOverTime sets the limit of the calls that run as well. */
final class LimitOfRunningCalls implements Parts {
  private final List<Runnable> armed = new CopyOnWriteArrayList<>();
  private volatile Alarms alarms;

  @Override
  public Alarms alarms(Alarms reference) {
    alarms = reference;
    return (limit, action) -> {
      armed.add(action);
      return reference.arm(limit, action);
    };
  }

  /** A call that has ended ends no second time. */
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void setOverTime(long millis) {
        super.setOverTime(millis);
        for (Runnable action : armed) {
          alarms.arm(Limit.in(millis), action);
        }
        armed.clear();
      }
    };
  }
}
