package com.example.onetap;

/** A call has failed; the reasons are the SDK's own, or codes of the gateway. */
final class OneTapException extends Exception {
  private static final long serialVersionUID = 1;

  static final String TIMEOUT = "TIMEOUT";
  static final String NO_SIM = "NO_SIM";
  static final String DATA_OFF = "DATA_OFF";
  static final String NO_MOBILE_DATA = "NO_MOBILE_DATA";
  static final String NO_NETWORK = "NO_NETWORK";
  static final String BAD_ANSWER = "BAD_ANSWER";
  static final String BAD_STATUS = "BAD_STATUS";
  static final String BROKEN_CONNECTION = "BROKEN_CONNECTION";
  static final String CANCELLED = "CANCELLED";
  static final String BAD_APP_ID = "BAD_APP_ID";
  static final String BAD_APP_KEY = "BAD_APP_KEY";

  final String reason;

  OneTapException(String reason, String message) {
    super(message);
    this.reason = reason;
  }
}
