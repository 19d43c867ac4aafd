package com.lindenpass.login;

/** An HTTP answer. */
final class Reply {
  final int status;
  final String text;

  Reply(int status, String text) {
    this.status = status;
    this.text = text;
  }
}
