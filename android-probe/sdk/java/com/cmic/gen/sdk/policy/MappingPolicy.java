package com.cmic.gen.sdk.policy;

/** Which code the app sees. */
public interface MappingPolicy {
  /** The code of what went wrong on the device or on the wire. */
  default ResultCode codeOf(Failure failure) {
    return failure.code;
  }

  /** A gateway's code as the app sees it: those of section 5 as they are, others never (DEV-18). */
  default ResultCode codeOfGateway(String resultCode) {
    ResultCode known = ResultCode.find(resultCode);
    return known == null ? ResultCode.OTHER : known;
  }

  /** LOG-03: success without a token is none. */
  default boolean takesEmptyToken() {
    return false;
  }

  /** wire.md §2: an SDK repeats nothing that it was not told to. */
  default boolean repeatsAfter(Failure failure) {
    return false;
  }
}
