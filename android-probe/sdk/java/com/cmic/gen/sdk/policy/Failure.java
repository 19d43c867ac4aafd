package com.cmic.gen.sdk.policy;

/**
 * What can go wrong on the device and on the wire, and the code that each has (spec result-codes,
 * DEV clauses).
 */
public enum Failure {
  BAD_ARGUMENT(ResultCode.BAD_ARGUMENT),
  PERMISSION_REFUSED(ResultCode.PERMISSION_REFUSED),
  NO_SIM(ResultCode.NO_SIM),
  SIM_UNREADABLE(ResultCode.SIM_NOT_RECOGNISED),
  NO_NETWORK(ResultCode.NO_NETWORK),
  MOBILE_DATA_OFF(ResultCode.MOBILE_DATA_OFF),
  OTHER_OPERATOR(ResultCode.CHINA_MOBILE_ONLY),
  CLEARTEXT_REFUSED(ResultCode.NETWORK_ERROR),
  SWITCH_REFUSED(ResultCode.SWITCH_FAILED),
  SWITCH_PENDING(ResultCode.SWITCH_FAILED),
  SOCKET_REFUSED(ResultCode.OTHER),
  NOT_CONFIGURED(ResultCode.OTHER),
  INTERNAL(ResultCode.OTHER),
  UNREACHABLE(ResultCode.NETWORK_ERROR),
  RESET(ResultCode.NETWORK_ERROR),
  EOF(ResultCode.EOF),
  UNPARSABLE(ResultCode.UNPARSABLE_ANSWER),
  WRONG_ANSWER(ResultCode.UNPARSABLE_ANSWER),
  BAD_STATUS(ResultCode.NETWORK_ERROR),
  BUSY(ResultCode.BUSY),
  CERTIFICATE(ResultCode.CERTIFICATE_REFUSED),
  TLS(ResultCode.NETWORK_ERROR),
  REDIRECT_FAILED(ResultCode.OTHER_OPERATOR_REQUEST_FAILED),
  REDIRECT_REFUSED(ResultCode.OTHER_OPERATOR_REFUSED),
  TIMEOUT(ResultCode.TIMEOUT),
  TIMEOUT_AFTER_PRESS(ResultCode.LOGIN_TIMEOUT),
  PAGE_CLOSED(ResultCode.PAGE_CLOSED),
  PAGE_RESOURCE(ResultCode.UI_RESOURCE_ERROR);

  public final ResultCode code;

  Failure(ResultCode code) {
    this.code = code;
  }
}
