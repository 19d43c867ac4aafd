package app.quhao.handset.convert.translate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Gives every kind of every register a JVM local when it is first needed, and describes frames.
 * Parameters have the locals that the JVM gives them. Local 0 of a constructor always holds `this`.
 */
final class Locals {
  /** Finds the label of a `new` instruction. */
  interface LabelsOfNew {
    Label labelOf(int index);
  }

  private final Map<Integer, Integer> slots = new HashMap<>();
  private final Flow flow;
  private final boolean isConstructor;
  private int next;

  Locals(MethodCode code, Flow flow) {
    this.flow = flow;
    this.isConstructor = code.isConstructor();
    int register = code.firstParameter();
    if (!code.isStatic()) {
      if (!isConstructor) {
        slots.put(Liveness.key(register, Kind.REFERENCE), 0);
      }
      next = 1;
      register++;
    }
    for (CharSequence type : code.method.getParameterTypes()) {
      Kind kind = Kind.of(type);
      slots.put(Liveness.key(register, kind), next);
      next += kind.size;
      register += kind.size;
    }
  }

  int slot(int register, Kind kind) {
    return slots.computeIfAbsent(Liveness.key(register, kind), key -> temporary(kind));
  }

  /** Makes a local that belongs to no register. */
  int temporary(Kind kind) {
    int slot = next;
    next += kind.size;
    return slot;
  }

  /** Says that the register of `this` is never written, so that it can be local 0 itself. */
  void shareThis(int register) {
    slots.put(Liveness.key(register, Kind.REFERENCE), 0);
  }

  /** Returns the locals of a frame before an instruction, two-slot values as one entry. */
  Object[] frame(int index, BitSet live, LabelsOfNew labels) {
    return frame(index, live, labels, Map.of());
  }

  Object[] frame(int index, BitSet live, LabelsOfNew labels, Map<Integer, Object> temporaries) {
    Value[] state = flow.before(index);
    Map<Integer, Object> bySlot = new HashMap<>(temporaries);
    for (int key = live.nextSetBit(0); key >= 0; key = live.nextSetBit(key + 1)) {
      int register = Liveness.registerOf(key);
      Kind kind = Liveness.kindOf(key);
      if (state[register].has(kind)) {
        bySlot.put(slot(register, kind), describe(kind, state[register], labels));
      }
    }
    if (isConstructor && state[flow.thisRegister()].has(Kind.REFERENCE)) {
      bySlot.put(0, describe(Kind.REFERENCE, state[flow.thisRegister()], labels));
    }
    return inOrder(bySlot);
  }

  private Object[] inOrder(Map<Integer, Object> bySlot) {
    Object[] entries = new Object[next];
    int count = 0;
    int used = 0;
    for (int slot = 0; slot < next; slot++) {
      Object type = bySlot.get(slot);
      entries[count++] = type == null ? Opcodes.TOP : type;
      if (type != null) {
        used = count;
      }
      if (Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type)) {
        slot++;
      }
    }
    return Arrays.copyOf(entries, used);
  }

  private static Object describe(Kind kind, Value value, LabelsOfNew labels) {
    return switch (kind) {
      case INT -> Opcodes.INTEGER;
      case FLOAT -> Opcodes.FLOAT;
      case LONG -> Opcodes.LONG;
      case DOUBLE -> Opcodes.DOUBLE;
      case REFERENCE ->
          switch (value.reference().form()) {
            case NULL -> Opcodes.NULL;
            case KNOWN -> TypeRules.internalName(value.reference().descriptor());
            case FRESH -> labels.labelOf(value.reference().origin());
            case FRESH_THIS -> Opcodes.UNINITIALIZED_THIS;
          };
    };
  }
}
