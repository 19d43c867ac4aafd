package com.lindenpass.login;

/** The end of one call; one of the two comes, once. */
public interface Answer {
  void granted(Grant grant);

  /** `reason`: one of Refusal's, or a code of the gateway. */
  void refused(String reason, Refusal refusal);
}
