package com.maple.pass;

/** How a call ended. */
public final class Verdict {
  public final String code;
  public final String note;
  public final String trace;
  public final String token;
  public final String way;
  public final String wayText;

  Verdict(String code, String note, String trace, String token, String way, String wayText) {
    this.code = code;
    this.note = note;
    this.trace = trace;
    this.token = token;
    this.way = way;
    this.wayText = wayText;
  }
}
