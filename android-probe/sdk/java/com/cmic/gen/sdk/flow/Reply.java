package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.auth.GenTokenListener;

/** Where the result of a call goes. */
public final class Reply {
  /** May be null (API-12). */
  public final GenTokenListener listener;

  /** Echoed with the result (API-03). */
  public final int requestCode;

  public Reply(GenTokenListener listener, int requestCode) {
    this.listener = listener;
    this.requestCode = requestCode;
  }
}
