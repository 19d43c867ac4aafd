package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.function.LongUnaryOperator;

final class AfterPress implements Parts, TimePolicy {
  private final LongUnaryOperator change;

  AfterPress(LongUnaryOperator change) {
    this.change = change;
  }

  @Override
  public TimePolicy time(TimePolicy reference) {
    return this;
  }

  @Override
  public long limitAfterPressMillis(long leftMillis) {
    return change.applyAsLong(leftMillis);
  }
}
