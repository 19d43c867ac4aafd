package com.lindenpass.login;

/** Why a call has failed: one of the documented result codes. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  final String code;

  Failure(String code, String message) {
    super(message);
    this.code = code;
  }
}
