package app.quhao.handset.host.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON text (RFC 8259) to Map, List, String, Long, Double, Boolean or null. */
final class JsonReader {
  private static final int MAX_DEPTH = 100;

  private final String text;
  private int at;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  Object read() {
    Object value = value();
    skipBlanks();
    if (at != text.length()) {
      throw fault("nothing more");
    }
    return value;
  }

  private Object value() {
    skipBlanks();
    char c = peek();
    return switch (c) {
      case '{' -> nested(this::object);
      case '[' -> nested(this::array);
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Object nested(java.util.function.Supplier<Object> part) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw fault("at most " + MAX_DEPTH + " levels");
    }
    at++;
    Object value = part.get();
    depth--;
    return value;
  }

  private Map<String, Object> object() {
    Map<String, Object> result = new LinkedHashMap<>();
    if (accepts('}')) {
      return result;
    }
    do {
      skipBlanks();
      String key = string();
      expect(':');
      result.put(key, value());
    } while (accepts(','));
    expect('}');
    return result;
  }

  private List<Object> array() {
    List<Object> result = new ArrayList<>();
    if (accepts(']')) {
      return result;
    }
    do {
      result.add(value());
    } while (accepts(','));
    expect(']');
    return result;
  }

  private String string() {
    if (peek() != '"') {
      throw fault("a text");
    }
    at++;
    StringBuilder out = new StringBuilder();
    for (char c = peek(); c != '"'; c = peek()) {
      at++;
      if (c < 0x20) {
        throw fault("no raw control character");
      }
      out.append(c == '\\' ? escape() : c);
    }
    at++;
    return out.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw fault("an escape");
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw fault("four hex digits");
    }
    int code = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        throw fault("four hex digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
      at = start;
      throw fault("a value");
    }
    if (digits.matches("-?[0-9]{1,18}")) {
      return Long.valueOf(digits);
    }
    return Double.valueOf(digits);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw fault("a value");
    }
    at += word.length();
    return value;
  }

  private boolean accepts(char c) {
    skipBlanks();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!accepts(c)) {
      throw fault("`" + c + "`");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw fault("more text");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException fault(String wanted) {
    return new IllegalArgumentException("JSON: expected " + wanted + " at character " + at + ".");
  }
}
