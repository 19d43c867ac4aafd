package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The table of local variables, for debuggers and tools. A row covers only instructions before which
 * the variable's local really holds its value: a value that nothing reads is not stored (Liveness).
 */
final class VariableTable {
  private record Row(DebugInfo.Variable variable, int slot, Label start, int sizeAtStart) {}

  private record Finished(Row row, Label end) {}

  private final DebugInfo debug;
  private final Site site;
  private final Map<Integer, Row> open = new HashMap<>();
  private final List<Finished> finished = new ArrayList<>();

  VariableTable(DebugInfo debug, Site site) {
    this.debug = debug;
    this.site = site;
  }

  /** Call this before the instruction is written. */
  void before(int index) {
    if (!debug.hasVariables()) {
      return;
    }
    Map<Integer, DebugInfo.Variable> held = new HashMap<>();
    debug.variablesAt(index).forEach((register, variable) -> {
      if (isHeld(index, register, Kind.of(variable.descriptor()))) {
        held.put(register, variable);
      }
    });
    boolean isChanged = open.size() != held.size();
    for (Map.Entry<Integer, DebugInfo.Variable> entry : held.entrySet()) {
      Row row = open.get(entry.getKey());
      isChanged |= row == null || !row.variable().equals(entry.getValue());
    }
    if (isChanged) {
      Label here = new Label();
      site.out.label(here);
      closeAll(here, held);
      held.forEach((register, variable) -> open.computeIfAbsent(register, key -> row(register, variable, here)));
    }
  }

  private boolean isHeld(int index, int register, Kind kind) {
    Value value = site.flow.before(index)[register];
    boolean isFresh = value.reference() != null && value.reference().isFresh();
    return value.has(kind) && !isFresh && site.live.before(index).get(Liveness.key(register, kind));
  }

  private Row row(int register, DebugInfo.Variable variable, Label start) {
    return new Row(variable, site.locals.slot(register, Kind.of(variable.descriptor())), start, site.out.size());
  }

  /** Ends the rows whose variables are not among those that go on. */
  private void closeAll(Label end, Map<Integer, DebugInfo.Variable> goingOn) {
    open.entrySet().removeIf(entry -> {
      Row row = entry.getValue();
      boolean isOver = !row.variable().equals(goingOn.get(entry.getKey()));
      // A JVM refuses two rows for one place, which empty rows may be.
      if (isOver && site.out.size() > row.sizeAtStart()) {
        finished.add(new Finished(row, end));
      }
      return isOver;
    });
  }

  /** Call this after the last instruction of the dex. */
  void end() {
    if (!open.isEmpty()) {
      Label end = new Label();
      site.out.label(end);
      closeAll(end, Map.of());
    }
  }

  /** Call this after all code. */
  void write(MethodVisitor visitor) {
    for (Finished one : finished) {
      DebugInfo.Variable variable = one.row().variable();
      visitor.visitLocalVariable(
          variable.name(), variable.descriptor(), variable.signature(), one.row().start(), one.end(), one.row().slot());
    }
  }
}
