package app.quhao.handset.convert.translate;

import java.util.Objects;

/**
 * What a register holds: the set of kinds as which its bits may be read, and the type if it may be
 * read as a reference. A constant 0 is int, float and null at once; the instruction that uses it
 * picks the kind.
 */
record Value(int kinds, RefType reference) {
  static final Value NONE = new Value(0, null);
  static final Value ZERO =
      new Value(Kind.INT.bit() | Kind.FLOAT.bit() | Kind.REFERENCE.bit(), RefType.NULL);
  static final Value NARROW = new Value(Kind.INT.bit() | Kind.FLOAT.bit(), null);
  static final Value WIDE = new Value(Kind.LONG.bit() | Kind.DOUBLE.bit(), null);
  private static final Value[] PRIMITIVE = new Value[Kind.ALL.length];

  static {
    for (Kind kind : Kind.ALL) {
      PRIMITIVE[kind.ordinal()] = new Value(kind.bit(), null);
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
    return new Value(Kind.REFERENCE.bit(), reference);
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
    if ((both & Kind.REFERENCE.bit()) == 0) {
      return same(both, null);
    }
    RefType joined = types.join(reference, other.reference);
    return joined == null ? same(both & ~Kind.REFERENCE.bit(), null) : same(both, joined);
  }

  private Value same(int mergedKinds, RefType mergedReference) {
    if (mergedKinds == kinds && Objects.equals(mergedReference, reference)) {
      return this;
    }
    return mergedKinds == 0 ? NONE : new Value(mergedKinds, mergedReference);
  }
}
