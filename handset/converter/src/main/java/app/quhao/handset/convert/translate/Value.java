package app.quhao.handset.convert.translate;

import java.util.Objects;

/**
 * What a register holds: the set of kinds as which its bits may be read, and the type if it may be
 * read as a reference. A constant 0 is int, float and null at once; the instruction that uses it
 * picks the kind. `constant` is the bits as a Long, or a String, where they are known and the method
 * is translated densely; else null.
 */
record Value(int kinds, RefType reference, Object constant) {
  static final Value NONE = new Value(0, null, null);
  static final Value ZERO =
      new Value(Kind.INT.bit() | Kind.FLOAT.bit() | Kind.REFERENCE.bit(), RefType.NULL, null);
  static final Value NARROW = new Value(Kind.INT.bit() | Kind.FLOAT.bit(), null, null);
  static final Value WIDE = new Value(Kind.LONG.bit() | Kind.DOUBLE.bit(), null, null);
  private static final Value[] PRIMITIVE = new Value[Kind.ALL.length];

  static {
    for (Kind kind : Kind.ALL) {
      PRIMITIVE[kind.ordinal()] = new Value(kind.bit(), null, null);
    }
  }

  static Value of(String descriptor) {
    Kind kind = Kind.of(descriptor);
    return kind == Kind.REFERENCE ? of(RefType.known(descriptor)) : of(kind);
  }

  static Value of(Kind primitive) {
    return PRIMITIVE[primitive.ordinal()];
  }

  static Value of(RefType reference) {
    return new Value(Kind.REFERENCE.bit(), reference, null);
  }

  Value withConstant(Object known) {
    return new Value(kinds, reference, known);
  }

  boolean has(Kind kind) {
    return (kinds & kind.bit()) != 0;
  }

  boolean isWide() {
    return (kinds & WIDE.kinds) != 0;
  }

  /** Returns what is valid on both ways into an instruction. */
  Value merge(Value other, TypeRules types) {
    if (this == other) {
      return this;
    }
    int both = kinds & other.kinds;
    Object known = Objects.equals(constant, other.constant) ? constant : null;
    if ((both & Kind.REFERENCE.bit()) == 0) {
      return same(both, null, known);
    }
    RefType joined = types.join(reference, other.reference);
    return joined == null ? same(both & ~Kind.REFERENCE.bit(), null, known) : same(both, joined, known);
  }

  private Value same(int mergedKinds, RefType mergedReference, Object known) {
    boolean isSame =
        mergedKinds == kinds && Objects.equals(mergedReference, reference) && Objects.equals(known, constant);
    if (isSame) {
      return this;
    }
    return mergedKinds == 0 ? NONE : new Value(mergedKinds, mergedReference, known);
  }
}
