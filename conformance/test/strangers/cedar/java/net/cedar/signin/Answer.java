package net.cedar.signin;

import java.util.LinkedHashMap;
import java.util.Map;

/** The end of a job. */
public final class Answer {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final int tag;

  Answer(int tag) {
    this.tag = tag;
  }

  Answer with(String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  public int tag() {
    return tag;
  }

  public Map<String, String> fields() {
    return fields;
  }

  public String code() {
    return fields.get("code");
  }

  public String text() {
    return fields.get("text");
  }

  public String ticket() {
    return fields.get("ticket");
  }

  public String trace() {
    return fields.get("trace");
  }

  public String way() {
    return fields.get("way");
  }

  public String wayText() {
    return fields.get("wayText");
  }
}
