package app.quhao.handset.convert.translate;

import app.quhao.handset.convert.translate.Effect.Use;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Backward analysis: which kinds of which registers are still read. Only those are stored, and only
 * those stand in frames.
 */
final class Liveness {
  private static final int KINDS = Kind.ALL.length;

  private final MethodCode code;
  private final Flow flow;
  private final BitSet[] in;
  private final List<List<Integer>> predecessors = new ArrayList<>();

  Liveness(MethodCode code, Flow flow) {
    this.code = code;
    this.flow = flow;
    this.in = new BitSet[code.size()];
  }

  void run(Effect[] effects) {
    BitSet open = new BitSet();
    for (int i = 0; i < code.size(); i++) {
      predecessors.add(new ArrayList<>());
      in[i] = new BitSet();
    }
    for (int i = 0; i < code.size(); i++) {
      if (flow.isReached(i)) {
        open.set(i);
        linkSuccessors(i);
      }
    }
    for (int i = open.length() - 1; i >= 0; i = open.length() - 1) {
      open.clear(i);
      BitSet live = liveBefore(i, effects[i]);
      if (!live.equals(in[i])) {
        in[i] = live;
        predecessors.get(i).forEach(open::set);
      }
    }
  }

  private void linkSuccessors(int index) {
    for (int successor : code.successors(index)) {
      predecessors.get(successor).add(index);
    }
    for (MethodCode.Handler handler : code.handlersOf(index)) {
      predecessors.get(handler.index()).add(index);
    }
  }

  private BitSet liveBefore(int index, Effect effect) {
    BitSet live = after(index);
    if (effect.target() >= 0) {
      for (Kind kind : Kind.ALL) {
        boolean isLive = live.get(key(effect.target(), kind));
        live.clear(key(effect.target(), kind));
        boolean isCopied = effect.copiedFrom() >= 0 && effect.result().constant() == null;
        if (isLive && isCopied && effect.result().has(kind)) {
          live.set(key(effect.copiedFrom(), kind));
        }
      }
    }
    for (Use use : effect.uses()) {
      // A constant that is known is written where it is used.
      if (flow.before(index)[use.register()].constant() == null) {
        live.set(key(use.register(), use.kind()));
      }
    }
    for (MethodCode.Handler handler : code.handlersOf(index)) {
      live.or(in[handler.index()]);
    }
    return live;
  }

  /** Returns what is live after the instruction if it does not throw. */
  BitSet after(int index) {
    BitSet live = new BitSet();
    for (int successor : code.successors(index)) {
      live.or(in[successor]);
    }
    return live;
  }

  BitSet before(int index) {
    return in[index];
  }

  static int key(int register, Kind kind) {
    return register * KINDS + kind.ordinal();
  }

  static int registerOf(int key) {
    return key / KINDS;
  }

  static Kind kindOf(int key) {
    return Kind.ALL[key % KINDS];
  }
}
