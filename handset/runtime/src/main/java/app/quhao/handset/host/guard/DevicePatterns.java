package app.quhao.handset.host.guard;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of ICU, which Android has: classes such as \d and \w are always those of
 * Unicode, so is case, and a closing brace that closes nothing is an error. Other differences stay:
 * java.util.regex takes look-behinds without a bound, and its messages are the JDK's.
 */
public final class DevicePatterns {
  /** Includes UNICODE_CASE. */
  private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;

  private static final int SHOWN = ~(Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);

  /** Escapes that may have a name in braces. */
  private static final String NAMING = "pPxN";

  private DevicePatterns() {}

  public static Pattern compile(String regex) {
    return compile(regex, 0);
  }

  public static Pattern compile(String regex, int flags) {
    Pattern pattern = Pattern.compile(regex, flags | UNICODE);
    if ((flags & (Pattern.LITERAL | Pattern.COMMENTS)) == 0) {
      refuseLoneBrace(regex);
    }
    return pattern;
  }

  public static int flags(Pattern pattern) {
    return pattern.flags() & SHOWN;
  }

  public static boolean matches(String regex, CharSequence text) {
    return compile(regex).matcher(text).matches();
  }

  public static boolean matches(String text, String regex) {
    return compile(regex).matcher(text).matches();
  }

  public static String replaceAll(String text, String regex, String replacement) {
    return compile(regex).matcher(text).replaceAll(replacement);
  }

  public static String replaceFirst(String text, String regex, String replacement) {
    return compile(regex).matcher(text).replaceFirst(replacement);
  }

  public static String[] split(String text, String regex) {
    return split(text, regex, 0);
  }

  public static String[] split(String text, String regex, int limit) {
    return compile(regex).split(text, limit);
  }

  /** The pattern has no other error. */
  private static void refuseLoneBrace(String regex) {
    int sets = 0;
    for (int at = 0; at < regex.length(); at++) {
      switch (regex.charAt(at)) {
        case '\\' -> at = lastOfEscape(regex, at);
        case '[' -> sets++;
        case ']' -> sets = Math.max(0, sets - 1);
        case '{' -> at = sets == 0 ? endOf(regex, "}", at) : at;
        case '}' -> {
          if (sets == 0) {
            throw new PatternSyntaxException("Syntax error U_REGEX_RULE_SYNTAX", regex, at + 1);
          }
        }
        default -> {
          // Stands for itself, or is of no matter for braces.
        }
      }
    }
  }

  private static int lastOfEscape(String regex, int at) {
    if (regex.startsWith("Q", at + 1)) {
      int end = regex.indexOf("\\E", at + 2);
      return end < 0 ? regex.length() : end + 1;
    }
    boolean isNaming =
        at + 2 < regex.length()
            && NAMING.indexOf(regex.charAt(at + 1)) >= 0
            && regex.charAt(at + 2) == '{';
    return isNaming ? endOf(regex, "}", at) : at + 1;
  }

  private static int endOf(String regex, String what, int from) {
    int end = regex.indexOf(what, from);
    return end < 0 ? regex.length() : end;
  }
}
