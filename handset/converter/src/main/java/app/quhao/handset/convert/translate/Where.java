package app.quhao.handset.convert.translate;

/** Adds class, method and instruction to the reason of a refusal. */
final class Where {
  private Where() {}

  static TranslationException in(MethodCode code, int index, RuntimeException reason) {
    String instruction = code.opcode(index).name + " at 0x" + Integer.toHexString(code.addressOf(index));
    return new TranslationException(of(code) + ": " + instruction + ": " + text(reason), reason);
  }

  static TranslationException in(MethodCode code, RuntimeException reason) {
    return new TranslationException(of(code) + ": " + text(reason), reason);
  }

  private static String of(MethodCode code) {
    String owner = TypeRules.internalName(code.method.getDefiningClass());
    return owner + '.' + code.method.getName() + Descriptors.of(code.method);
  }

  private static String text(RuntimeException reason) {
    return reason instanceof TranslationException ? reason.getMessage() : reason.toString();
  }
}
