package app.quhao.handset.convert.translate;

import java.util.List;

/**
 * What one instruction does to registers. `uses` are in the order in which a JVM wants them on its
 * stack. `target` is -1 if no register is written. `copiedFrom` is the source of a move, else -1.
 */
record Effect(List<Use> uses, int target, Value result, int copiedFrom) {
  static final Effect NOTHING = new Effect(List.of(), -1, null, -1);

  /**
   * One register read as one kind. `expected` is the type that the instruction demands of a
   * reference, or null if any will do.
   */
  record Use(int register, Kind kind, String expected) {
    static Use of(int register, Kind kind) {
      return new Use(register, kind, null);
    }

    static Use typed(int register, String descriptor) {
      Kind kind = Kind.of(descriptor);
      return new Use(register, kind, kind == Kind.REFERENCE ? descriptor : null);
    }
  }

  static Effect reads(Use... uses) {
    return new Effect(List.of(uses), -1, null, -1);
  }

  static Effect reads(List<Use> uses) {
    return new Effect(uses, -1, null, -1);
  }

  static Effect writes(int target, Value result, Use... uses) {
    return new Effect(List.of(uses), target, result, -1);
  }

  static Effect copies(int target, int source, Value value) {
    return new Effect(List.of(), target, value, source);
  }
}
