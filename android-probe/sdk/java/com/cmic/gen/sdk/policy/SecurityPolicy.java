package com.cmic.gen.sdk.policy;

/** What must not leak, and whom the SDK trusts. */
public interface SecurityPolicy {
  /** SEC-03. */
  default boolean logsToken() {
    return false;
  }

  /** DEV-11: only the bundled root. */
  default boolean trustsAnyCertificate() {
    return false;
  }
}
