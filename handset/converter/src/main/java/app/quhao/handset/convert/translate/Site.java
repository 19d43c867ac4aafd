package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jf.dexlib2.Opcode;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** The method being written: what is known of it, and loads and stores of its registers. */
final class Site {
  final MethodCode code;
  final Flow flow;
  final Liveness live;
  final Assembler out;
  final Locals locals;
  final TypeRules types;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Map<Integer, Label> labelsOfNew = new HashMap<>();

  Site(MethodCode code, Flow flow, Liveness live, Assembler out, TypeRules types) {
    this.code = code;
    this.flow = flow;
    this.live = live;
    this.out = out;
    this.types = types;
    this.locals = new Locals(code, flow);
  }

  Label label(int index) {
    return labels.computeIfAbsent(index, key -> new Label());
  }

  Label labelOfNew(int index) {
    return labelsOfNew.computeIfAbsent(index, key -> new Label());
  }

  Object[] frame(int index) {
    return locals.frame(index, live.before(index), this::labelOfNew);
  }

  Object[] frame(int index, Map<Integer, Object> temporaries) {
    return locals.frame(index, live.before(index), this::labelOfNew, temporaries);
  }

  void loadAll(int index, Effect effect) {
    for (Use use : effect.uses()) {
      load(index, use);
    }
  }

  void load(int index, Use use) {
    Value value = flow.before(index)[use.register()];
    if (!value.has(use.kind())) {
      throw new TranslationException("v" + use.register() + " holds no " + use.kind().name().toLowerCase() + " here");
    }
    if (value.constant() == null) {
      out.local(use.kind().load, locals.slot(use.register(), use.kind()));
    } else {
      out.pushKnown(value.constant(), use.kind());
    }
    if (use.expected() != null) {
      cast(index, value.reference(), use.expected());
    }
  }

  /** The dex's verifier knows more than a JVM's, for example after instance-of. */
  private void cast(int index, RefType type, String expected) {
    if (type.isFresh() && !(type.form() == RefType.Form.FRESH_THIS && isOwnFieldPut(index, expected))) {
      throw new TranslationException("the object is used before its constructor has run");
    }
    if (type.form() == RefType.Form.KNOWN && !types.isAssignable(type.descriptor(), expected)) {
      out.type(Opcodes.CHECKCAST, TypeRules.internalName(expected));
    }
  }

  private boolean isOwnFieldPut(int index, String owner) {
    return code.opcode(index).name().startsWith("IPUT") && owner.equals(code.method.getDefiningClass());
  }

  /** Moves the value on the stack into the register if anything reads it there. */
  void store(int index, int register, Kind kind) {
    if (live.after(index).get(Liveness.key(register, kind))) {
      out.local(kind.store, locals.slot(register, kind));
    } else {
      out.insn(kind.popOpcode());
    }
  }

  /** Writes a value to every kind of the register that is read. */
  void storeBits(int index, Effect effect, long bits) {
    BitSet after = live.after(index);
    for (Kind kind : Kind.ALL) {
      if (effect.result().has(kind) && after.get(Liveness.key(effect.target(), kind))) {
        out.pushBits(bits, kind);
        out.local(kind.store, locals.slot(effect.target(), kind));
      }
    }
  }

  void copy(int index, Effect effect) {
    BitSet after = live.after(index);
    for (Kind kind : Kind.ALL) {
      if (effect.result().has(kind) && after.get(Liveness.key(effect.target(), kind))) {
        if (effect.result().constant() == null) {
          out.local(kind.load, locals.slot(effect.copiedFrom(), kind));
        } else {
          out.pushKnown(effect.result().constant(), kind);
        }
        out.local(kind.store, locals.slot(effect.target(), kind));
      }
    }
  }

  RefType reference(int index, int register) {
    return flow.before(index)[register].reference();
  }

  boolean isReadByMoveResult(int index) {
    if (index + 1 >= code.size()) {
      return false;
    }
    Opcode next = code.opcode(index + 1);
    return next == Opcode.MOVE_RESULT || next == Opcode.MOVE_RESULT_WIDE || next == Opcode.MOVE_RESULT_OBJECT;
  }
}
