package app.quhao.handset.convert.translate;

import org.objectweb.asm.Opcodes;

/**
 * The kinds of value that a JVM tells apart and a Dalvik register does not. A register has one JVM
 * local for each kind that it ever holds.
 */
enum Kind {
  INT(Opcodes.ILOAD, Opcodes.ISTORE, 1),
  FLOAT(Opcodes.FLOAD, Opcodes.FSTORE, 1),
  REFERENCE(Opcodes.ALOAD, Opcodes.ASTORE, 1),
  LONG(Opcodes.LLOAD, Opcodes.LSTORE, 2),
  DOUBLE(Opcodes.DLOAD, Opcodes.DSTORE, 2);

  static final Kind[] ALL = values();

  final int load;
  final int store;
  final int size;

  Kind(int load, int store, int size) {
    this.load = load;
    this.store = store;
    this.size = size;
  }

  int bit() {
    return 1 << ordinal();
  }

  int popOpcode() {
    return size == 2 ? Opcodes.POP2 : Opcodes.POP;
  }

  /** Returns the kind of a type descriptor other than void. */
  static Kind of(CharSequence descriptor) {
    return switch (descriptor.charAt(0)) {
      case 'Z', 'B', 'C', 'S', 'I' -> INT;
      case 'F' -> FLOAT;
      case 'J' -> LONG;
      case 'D' -> DOUBLE;
      case 'L', '[' -> REFERENCE;
      default -> throw new IllegalArgumentException("no kind for the type " + descriptor);
    };
  }
}
