package app.quhao.mutants.circumstance;

import com.cmic.gen.sdk.flow.Alarms;
import com.cmic.gen.sdk.flow.Parts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The first limit that is over ends every call that is under way. */
final class TimeOutEndsAllCalls implements Parts {
  private final List<Runnable> armed = new CopyOnWriteArrayList<>();

  @Override
  public Alarms alarms(Alarms reference) {
    return (limit, action) -> {
      armed.add(action);
      return reference.arm(
          limit,
          () -> {
            armed.forEach(Runnable::run);
            armed.clear();
          });
    };
  }
}
