package app.quhao.handset.convert.translate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jf.dexlib2.Opcode;
import org.jf.dexlib2.iface.Method;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Translates the code of one method, one instruction at a time and without optimising
 * (docs/handset.md §4).
 */
final class MethodTranslator {
  private final TypeRules types;
  private final Rewrites rewrites;
  private final Set<String> dense = new HashSet<>();
  private final boolean areAllDense;

  MethodTranslator(TypeRules types, Rewrites rewrites, boolean areAllDense) {
    this.types = types;
    this.rewrites = rewrites;
    this.areAllDense = areAllDense;
  }

  void translate(Method method, MethodVisitor visitor) {
    translate(method, visitor, first -> {});
  }

  /**
   * Translates the method densely from now on: known constants are written where they are used, not
   * kept in locals. Returns false if it was dense already.
   */
  boolean makeDense(String owner, String nameAndType) {
    return dense.add(owner + '.' + nameAndType);
  }

  private boolean isDense(Method method) {
    return dense.contains(TypeRules.internalName(method.getDefiningClass()) + '.' + method.getName() + Descriptors.of(method));
  }

  /** `first` writes what runs before the method's own code. */
  void translate(Method method, MethodVisitor visitor, Consumer<Assembler> first) {
    MethodCode code = new MethodCode(method, types);
    try {
      new Run(code, visitor, areAllDense || isDense(method)).run(first);
    } catch (TranslationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Where.in(code, e);
    }
  }

  private final class Run {
    private final MethodCode code;
    private final Flow flow;
    private final Site site;
    private final Assembler out;
    private final MethodVisitor visitor;
    private final Effect[] effects;
    private final InstructionWriter instructions;
    private final BitSet targets = new BitSet();
    private final Map<Integer, Label> landingPads = new HashMap<>();

    Run(MethodCode code, MethodVisitor visitor, boolean isDense) {
      this.code = code;
      this.visitor = visitor;
      this.flow = new Flow(code, types, isDense);
      this.out = new Assembler(visitor);
      this.effects = new Effect[code.size()];
      this.site = new Site(code, flow, new Liveness(code, flow), out, types);
      this.instructions = new InstructionWriter(site, rewrites);
    }

    void run(Consumer<Assembler> first) {
      flow.run();
      for (int i = 0; i < code.size(); i++) {
        if (flow.isReached(i)) {
          effects[i] = flow.effect(i);
          collectTargets(i);
        }
      }
      site.live.run(effects);
      DebugInfo debug = new DebugInfo(code);
      VariableTable variables = new VariableTable(debug, site);
      visitor.visitCode();
      first.accept(out);
      prologue();
      for (int i = 0; i < code.size(); i++) {
        if (flow.isReached(i)) {
          out.line(debug.lineOf(i));
          variables.before(i);
          write(i);
        }
      }
      variables.end();
      landingPads.forEach(this::writeLandingPad);
      out.forEachRange(
          (start, end, handlers) ->
              handlers.forEach(
                  handler ->
                      visitor.visitTryCatchBlock(
                          start,
                          end,
                          entryOf(handler.index()),
                          handler.type() == null ? null : TypeRules.internalName(handler.type()))));
      variables.write(visitor);
      visitor.visitMaxs(0, 0);
      visitor.visitEnd();
    }

    private void collectTargets(int index) {
      for (int successor : code.successors(index)) {
        if (successor != index + 1 || isSwitchOrGoto(index)) {
          targets.set(successor);
        }
      }
      for (MethodCode.Handler handler : code.handlersOf(index)) {
        if (!isMoveException(handler.index())) {
          targets.set(handler.index());
          landingPads.computeIfAbsent(handler.index(), key -> new Label());
        }
      }
    }

    private boolean isSwitchOrGoto(int index) {
      return switch (code.opcode(index)) {
        case GOTO, GOTO_16, GOTO_32, PACKED_SWITCH, SPARSE_SWITCH -> true;
        default -> code.opcode(index).name().startsWith("IF_") && code.branchTarget(index) == index + 1;
      };
    }

    private boolean isMoveException(int index) {
      return code.opcode(index) == Opcode.MOVE_EXCEPTION;
    }

    private Label entryOf(int handler) {
      return isMoveException(handler) ? site.label(handler) : landingPads.get(handler);
    }

    /** Local 0 of a constructor stays `this`, so a register that is written again needs its own. */
    private void prologue() {
      if (!code.isConstructor()) {
        return;
      }
      int self = code.firstParameter();
      for (Effect effect : effects) {
        boolean isWritten =
            effect != null
                && effect.target() >= 0
                && (effect.target() == self || (effect.result().isWide() && effect.target() + 1 == self));
        if (isWritten) {
          out.local(Opcodes.ALOAD, 0);
          out.local(Opcodes.ASTORE, site.locals.slot(self, Kind.REFERENCE));
          return;
        }
      }
      site.locals.shareThis(self);
    }

    private void write(int index) {
      try {
        if (isMoveException(index)) {
          out.target(site.label(index), site.frame(index), TypeRules.internalName(code.caughtTypeAt(index)));
        } else if (targets.get(index)) {
          out.target(site.label(index), site.frame(index));
        }
        instructions.write(index, effects[index]);
      } catch (RuntimeException e) {
        throw Where.in(code, index, e);
      }
    }

    /** A handler that does not take the exception may also be entered normally. */
    private void writeLandingPad(int handler, Label pad) {
      out.target(pad, site.frame(handler), TypeRules.internalName(code.caughtTypeAt(handler)));
      out.insn(Opcodes.POP);
      out.jump(Opcodes.GOTO, site.label(handler));
    }
  }
}
