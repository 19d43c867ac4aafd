package app.quhao.handset.convert.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jf.dexlib2.iface.MethodParameter;
import org.jf.dexlib2.iface.debug.DebugItem;
import org.jf.dexlib2.iface.debug.EndLocal;
import org.jf.dexlib2.iface.debug.LineNumber;
import org.jf.dexlib2.iface.debug.LocalInfo;
import org.jf.dexlib2.iface.debug.RestartLocal;
import org.jf.dexlib2.iface.debug.StartLocal;

/** Line numbers and named variables of one method, by instruction. */
final class DebugInfo {
  static final int NO_LINE = -1;

  /** A class file has 16 bits for a line. */
  private static final int LINE_MASK = 0xffff;

  /** `signature` is null if the type is not generic. */
  record Variable(String name, String descriptor, String signature) {
    /** Debug information is not verified on a phone; a JVM refuses a class with a malformed name. */
    boolean isWellFormed() {
      boolean hasName = name != null && !name.isEmpty() && name.chars().noneMatch(c -> ".;[/".indexOf(c) >= 0);
      return hasName && descriptor != null && descriptor.matches("\\[*([ZBCSIJFD]|L[^.;\\[]+;)");
    }
  }

  private final int[] lines;
  private final List<Map<Integer, Variable>> variables = new ArrayList<>();
  private boolean hasVariables;

  DebugInfo(MethodCode code) {
    lines = new int[code.size()];
    Map<Integer, Variable> open = parameters(code);
    int line = NO_LINE;
    var items = code.body.getDebugItems().iterator();
    DebugItem next = items.hasNext() ? items.next() : null;
    for (int i = 0; i < code.size(); i++) {
      int exact = NO_LINE;
      for (; next != null && next.getCodeAddress() <= code.addressOf(i); next = items.hasNext() ? items.next() : null) {
        if (next instanceof LineNumber number) {
          line = number.getLineNumber() & LINE_MASK;
          // ART takes the first of two lines of one address, and the last for what follows.
          exact = exact == NO_LINE && next.getCodeAddress() == code.addressOf(i) ? line : exact;
        } else {
          open = changed(open, next);
        }
      }
      lines[i] = exact == NO_LINE ? line : exact;
      variables.add(open);
      hasVariables |= !open.isEmpty();
    }
  }

  private static Map<Integer, Variable> parameters(MethodCode code) {
    Map<Integer, Variable> named = new TreeMap<>();
    int register = code.firstParameter();
    if (!code.isStatic()) {
      register++;
    }
    for (MethodParameter parameter : code.method.getParameters()) {
      Variable variable = new Variable(parameter.getName(), parameter.getType(), parameter.getSignature());
      if (variable.isWellFormed()) {
        named.put(register, variable);
      }
      register += Kind.of(parameter.getType()).size;
    }
    boolean isNamed = !named.isEmpty() || code.method.getParameters().isEmpty() && hasLocals(code);
    if (isNamed && !code.isStatic()) {
      named.put(code.firstParameter(), new Variable("this", code.method.getDefiningClass(), null));
    }
    return named;
  }

  private static boolean hasLocals(MethodCode code) {
    for (DebugItem item : code.body.getDebugItems()) {
      if (item instanceof StartLocal) {
        return true;
      }
    }
    return false;
  }

  private static Map<Integer, Variable> changed(Map<Integer, Variable> open, DebugItem item) {
    Map<Integer, Variable> after = new TreeMap<>(open);
    if (item instanceof EndLocal end) {
      after.remove(end.getRegister());
    } else if (item instanceof StartLocal start) {
      put(after, start.getRegister(), start);
    } else if (item instanceof RestartLocal restart) {
      put(after, restart.getRegister(), restart);
    }
    return after;
  }

  private static void put(Map<Integer, Variable> variables, int register, LocalInfo local) {
    Variable variable = new Variable(local.getName(), local.getType(), local.getSignature());
    if (variable.isWellFormed()) {
      variables.put(register, variable);
    } else {
      variables.remove(register);
    }
  }

  /** Returns {@link #NO_LINE} if the dex has none. */
  int lineOf(int index) {
    return lines[index];
  }

  boolean hasVariables() {
    return hasVariables;
  }

  /** The variables in scope before an instruction, by register. */
  Map<Integer, Variable> variablesAt(int index) {
    return variables.get(index);
  }
}
