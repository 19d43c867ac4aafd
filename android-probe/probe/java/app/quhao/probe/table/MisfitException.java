package app.quhao.probe.table;

/** A value does not fit a parameter: another overload may take it. */
final class MisfitException extends Exception {
  private static final long serialVersionUID = 1;

  MisfitException(String message) {
    super(message);
  }
}
