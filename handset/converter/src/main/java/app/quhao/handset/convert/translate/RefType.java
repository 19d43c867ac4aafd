package app.quhao.handset.convert.translate;

/**
 * The type of a reference: the null constant, a known type, an object whose constructor has not run
 * (made by the instruction at `origin`), or `this` of a constructor before the super call.
 */
record RefType(Form form, String descriptor, int origin) {
  enum Form {
    NULL,
    KNOWN,
    FRESH,
    FRESH_THIS
  }

  static final RefType NULL = new RefType(Form.NULL, null, -1);

  static RefType known(String descriptor) {
    return new RefType(Form.KNOWN, descriptor, -1);
  }

  static RefType fresh(String descriptor, int origin) {
    return new RefType(Form.FRESH, descriptor, origin);
  }

  static RefType freshThis(String descriptor) {
    return new RefType(Form.FRESH_THIS, descriptor, -1);
  }

  boolean isNull() {
    return form == Form.NULL;
  }

  boolean isFresh() {
    return form == Form.FRESH || form == Form.FRESH_THIS;
  }

  boolean isArray() {
    return form == Form.KNOWN && descriptor.charAt(0) == '[';
  }
}
