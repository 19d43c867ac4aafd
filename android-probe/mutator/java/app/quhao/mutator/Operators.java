package app.quhao.mutator;

import app.quhao.mutator.operator.ArithmeticChanged;
import app.quhao.mutator.operator.AssignmentRemoved;
import app.quhao.mutator.operator.BoundaryMoved;
import app.quhao.mutator.operator.CallRemoved;
import app.quhao.mutator.operator.CallsSwapped;
import app.quhao.mutator.operator.CatchRethrows;
import app.quhao.mutator.operator.ConditionNegated;
import app.quhao.mutator.operator.EnumConstantChanged;
import app.quhao.mutator.operator.IncrementReversed;
import app.quhao.mutator.operator.NumberChanged;
import app.quhao.mutator.operator.ReturnReplaced;
import app.quhao.mutator.operator.TextChanged;
import app.quhao.mutator.operator.ThrowRemoved;
import java.util.List;

/** Every operator, in the order in which proposals at one instruction are numbered. */
public final class Operators {
  public static final List<Operator> ALL =
      List.of(
          new ConditionNegated(),
          new BoundaryMoved(),
          new ArithmeticChanged(),
          new IncrementReversed(),
          new NumberChanged(),
          new TextChanged(),
          new EnumConstantChanged(),
          new CallRemoved(),
          new AssignmentRemoved(),
          new CallsSwapped(),
          new ReturnReplaced(),
          new ThrowRemoved(),
          new CatchRethrows());

  private Operators() {}
}
