package net.cedar.signin;

/** Why a job cannot go on: a code of the guide. */
final class Trouble extends Exception {
  final String code;
  final String trace;

  Trouble(String code, String text) {
    this(code, text, null);
  }

  Trouble(String code, String text, String trace) {
    super(text == null || text.isEmpty() ? "code " + code : text);
    this.code = code;
    this.trace = trace;
  }
}
