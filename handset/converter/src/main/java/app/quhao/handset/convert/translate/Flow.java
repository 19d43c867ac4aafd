package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.BitSet;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.MethodParameter;
import org.jf.dexlib2.iface.instruction.ReferenceInstruction;
import org.jf.dexlib2.iface.reference.MethodReference;

/**
 * Forward analysis: what every register holds before each instruction. A constructor has one more
 * register that is never written: `this`, whose state a JVM tracks.
 */
final class Flow {
  private final MethodCode code;
  private final TypeRules types;
  private final Effects effects;
  private final Value[][] before;
  private final BitSet open = new BitSet();
  private final int registers;

  Flow(MethodCode code, TypeRules types, boolean isDense) {
    this.code = code;
    this.types = types;
    this.effects = new Effects(code, isDense);
    this.registers = code.body.getRegisterCount() + (code.isConstructor() ? 1 : 0);
    this.before = new Value[code.size()][];
  }

  /** Also returns the additional register of a constructor. */
  int registers() {
    return registers;
  }

  int thisRegister() {
    return registers - 1;
  }

  boolean isReached(int index) {
    return before[index] != null;
  }

  Value[] before(int index) {
    return before[index];
  }

  Effect effect(int index) {
    return effects.of(index, before[index]);
  }

  String resultTypeOf(int index) {
    return Arguments.resultTypeOf(code.at(index));
  }

  void run() {
    flowInto(0, entry());
    for (int index = open.nextSetBit(0); index >= 0; index = open.nextSetBit(0)) {
      open.clear(index);
      try {
        step(index);
      } catch (TranslationException e) {
        throw Where.in(code, index, e);
      }
    }
  }

  private void step(int index) {
    Value[] state = before[index];
    for (MethodCode.Handler handler : code.handlersOf(index)) {
      flowInto(handler.index(), state);
    }
    Value[] after = after(index, state);
    for (int successor : code.successors(index)) {
      flowInto(successor, after);
    }
  }

  private Value[] after(int index, Value[] state) {
    Effect effect = effects.of(index, state);
    boolean isConstruction = isConstruction(index);
    if (effect.target() < 0 && !isConstruction) {
      return state;
    }
    Value[] after = state.clone();
    if (isConstruction) {
      construct(after, effect.uses().get(0));
      return after;
    }
    if (code.opcode(index) == Opcode.NEW_INSTANCE) {
      forget(after, effect.result().reference());
    }
    write(after, effect.target(), effect.result());
    return after;
  }

  private boolean isConstruction(int index) {
    Opcode opcode = code.opcode(index);
    return (opcode == Opcode.INVOKE_DIRECT || opcode == Opcode.INVOKE_DIRECT_RANGE)
        && ((ReferenceInstruction) code.at(index)).getReference() instanceof MethodReference method
        && method.getName().equals("<init>");
  }

  private static void construct(Value[] state, Use object) {
    RefType fresh = state[object.register()].reference();
    if (fresh == null || !fresh.isFresh()) {
      throw new TranslationException("v" + object.register() + " holds no new object to construct");
    }
    Value made = Value.of(fresh.descriptor());
    for (int i = 0; i < state.length; i++) {
      if (fresh.equals(state[i].reference())) {
        state[i] = made;
      }
    }
  }

  /** An object of an earlier round of a loop that never was constructed is of no use any more. */
  private static void forget(Value[] state, RefType fresh) {
    for (int i = 0; i < state.length; i++) {
      if (fresh.equals(state[i].reference())) {
        state[i] = Value.NONE;
      }
    }
  }

  private static void write(Value[] state, int target, Value value) {
    if (target > 0 && state[target - 1].isWide()) {
      state[target - 1] = Value.NONE;
    }
    state[target] = value;
    if (value.isWide()) {
      state[target + 1] = Value.NONE;
    }
  }

  private void flowInto(int index, Value[] incoming) {
    Value[] known = before[index];
    if (known == null) {
      before[index] = incoming.clone();
      open.set(index);
      return;
    }
    boolean isChanged = false;
    for (int i = 0; i < known.length; i++) {
      Value merged = known[i].merge(incoming[i], types);
      if (merged != known[i]) {
        known[i] = merged;
        isChanged = true;
      }
    }
    if (isChanged) {
      open.set(index);
    }
  }

  private Value[] entry() {
    Value[] state = new Value[registers];
    java.util.Arrays.fill(state, Value.NONE);
    int at = code.firstParameter();
    if (!code.isStatic()) {
      String own = code.method.getDefiningClass();
      Value self = code.isConstructor() ? Value.of(RefType.freshThis(own)) : Value.of(own);
      state[at++] = self;
      if (code.isConstructor()) {
        state[thisRegister()] = self;
      }
    }
    for (MethodParameter parameter : code.method.getParameters()) {
      Value value = Value.of(parameter.getType());
      state[at] = value;
      at += value.isWide() ? 2 : 1;
    }
    return state;
  }
}
