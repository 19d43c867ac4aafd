package com.cmic.gen.sdk.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * Section 5 of the guide: every code that an app may see, in its order; descriptions are our own.
 */
public enum ResultCode {
  SUCCESS("103000", "true"),
  NO_NETWORK_LEGACY("102101", "no network"),
  NETWORK_ERROR_LEGACY("102102", "network error"),
  MOBILE_DATA_OFF_LEGACY("102103", "mobile data is off"),
  BAD_ARGUMENT_LEGACY("102203", "an argument is missing or wrong"),
  UNPARSABLE_ANSWER_LEGACY("102223", "the answer cannot be parsed"),
  LOGIN_TIMEOUT("102507", "the login timed out"),
  BAD_SIGNATURE("103101", "the signature is wrong"),
  PACKAGE_MISMATCH("103102", "package name or certificate differ from the registration"),
  NOT_A_BEARER_ADDRESS("103111", "the address is not one of the operator's bearer"),
  UNKNOWN_APP("103119", "no such appId"),
  BAD_MESSAGE("103211", "the message has the wrong form"),
  INVALID_REQUEST("103412", "the request is invalid"),
  BAD_PARAMETER("103414", "a parameter is missing or malformed"),
  SERVER_ADDRESS_REFUSED("103511", "the server's address is not on the whitelist"),
  EMPTY_TOKEN("103811", "the token is empty"),
  SCRIP_INVALID("103902", "the cached credential is no longer valid"),
  TOO_MANY_TOKENS("103911", "too many unused tokens"),
  TOKEN_INVALID("104201", "the token is unknown, used or expired"),
  UNICOM_FAILED("105001", "China Unicom did not yield the number"),
  MOBILE_FAILED("105002", "China Mobile did not yield the number"),
  TELECOM_FAILED("105003", "China Telecom did not yield the number"),
  TELECOM_NOT_SUPPORTED("105012", "China Telecom is not enabled for the app"),
  UNICOM_NOT_SUPPORTED("105013", "China Unicom is not enabled for the app"),
  TOKEN_RIGHTS("105018", "the token is of the other kind"),
  CAPABILITY_MISSING("105019", "the capability is not enabled for the app"),
  DAILY_LIMIT("105021", "the daily limit is used up"),
  APP_NOT_ADMITTED("105302", "the app is not admitted"),
  QUOTA_EXHAUSTED("105312", "the quota is used up"),
  ILLEGAL_REQUEST("105313", "illegal request"),
  NO_SIM("200002", "no SIM"),
  SIM_NOT_RECOGNISED("200010", "the SIM cannot be read"),
  PERMISSION_REFUSED("200005", "a permission was refused"),
  PAGE_CLOSED("200020", "the login page was closed"),
  UNPARSABLE_ANSWER("200021", "the answer cannot be parsed"),
  NO_NETWORK("200022", "no network"),
  TIMEOUT("200023", "timed out"),
  SWITCH_FAILED("200024", "could not switch to mobile data"),
  OTHER("200025", "other error"),
  BAD_ARGUMENT("200026", "an argument is missing or wrong"),
  MOBILE_DATA_OFF("200027", "mobile data is off"),
  NETWORK_ERROR("200028", "network error"),
  OTHER_OPERATOR_REQUEST_FAILED("200038", "the request to the other operator failed"),
  OTHER_OPERATOR_REFUSED("200039", "the other operator refused"),
  UI_RESOURCE_ERROR("200040", "an interface resource is missing"),
  EOF("200050", "the peer closed the connection"),
  CERTIFICATE_REFUSED("200072", "the certificate is not trusted"),
  CHINA_MOBILE_ONLY("200080", "number check is for China Mobile numbers only"),
  BUSY("200082", "the server is busy"),
  PAGE_SHOWN("200087", "the login page is shown");

  private static final Map<String, ResultCode> BY_CODE = new HashMap<>();

  static {
    for (ResultCode row : values()) {
      BY_CODE.put(row.code, row);
    }
  }

  public final String code;
  public final String text;

  ResultCode(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** Null for a code outside section 5. */
  public static ResultCode find(String code) {
    return BY_CODE.get(code);
  }
}
