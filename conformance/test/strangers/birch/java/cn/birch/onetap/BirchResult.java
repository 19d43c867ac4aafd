package cn.birch.onetap;
/** What a call ended with. */
public final class BirchResult {
  public final String code, text, traceId, token, authType, authTypeText;
  BirchResult(String code, String text, String traceId, String token, String authType, String authTypeText) {
    this.code = code; this.text = text; this.traceId = traceId; this.token = token; this.authType = authType; this.authTypeText = authTypeText;
  }
}
