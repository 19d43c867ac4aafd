package app.quhao.handset.convert;

import java.util.List;
import java.util.stream.Collectors;

/** The report for the installer: one line of JSON on stdout. */
record Report(String refusal, int classes, int references, List<String> notes) {
  private static final int NOTES_SHOWN = 50;

  static Report converted(int classes, int references, List<String> absent) {
    return new Report(null, classes, references, absent);
  }

  static Report refused(String reason, List<String> findings) {
    return new Report(reason, 0, 0, findings);
  }

  boolean isRefused() {
    return refusal != null;
  }

  String toJson() {
    String shown = notes.stream().limit(NOTES_SHOWN).map(Report::quote).collect(Collectors.joining(","));
    return "{\"refused\":"
        + (refusal == null ? "null" : quote(refusal))
        + ",\"classes\":"
        + classes
        + ",\"references\":"
        + references
        + ",\"notes\":["
        + shown
        + "]}";
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
