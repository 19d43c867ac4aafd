package com.lindenpass.login;

import org.json.JSONObject;

/** What a call yields. */
public final class Grant {
  private final JSONObject fields;

  Grant(JSONObject fields) {
    this.fields = fields;
  }

  /** Null where the call asks for the number alone. */
  public String getToken() {
    return text("token");
  }

  public String getTrace() {
    return text("traceId");
  }

  public String getWay() {
    return text("authType");
  }

  public String getWayName() {
    return text("authTypeDes");
  }

  private String text(String name) {
    return fields.has(name) ? fields.optString(name) : null;
  }
}
