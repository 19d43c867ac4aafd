package com.cmic.gen.sdk.policy;

/** Which code the app sees. */
public interface CodePolicy {
  /** The code of a failure on the device or on the wire. */
  default ResultCode codeOf(Api api, Failure failure) {
    return failure.code;
  }

  /** A gateway's code as the app sees it: a code of section 5 unchanged, others never (DEV-18). */
  default ResultCode codeOfGateway(String resultCode) {
    ResultCode known = ResultCode.find(resultCode);
    return known == null ? ResultCode.OTHER : known;
  }
}
