package app.quhao.mutator;

/**
 * A row of the table beside the APK.
 *
 * @param ordinal counts the mutations of one operator in the methods of one name of one class
 * @param isOnce whether it stands in code that runs once a process
 */
record NumberedMutation(
    int number,
    String className,
    String method,
    String file,
    int line,
    int ordinal,
    boolean isOnce,
    Mutation mutation) {

  String toJson() {
    return String.format(
        "{\"number\":%d,\"class\":%s,\"method\":%s,\"file\":%s,\"line\":%d,\"operator\":%s,"
            + "\"ordinal\":%d,\"once\":%b,\"description\":%s}",
        number,
        JsonText.quoted(className),
        JsonText.quoted(method),
        JsonText.quoted(file),
        line,
        JsonText.quoted(mutation.operator()),
        ordinal,
        isOnce,
        JsonText.quoted(mutation.description()));
  }
}
