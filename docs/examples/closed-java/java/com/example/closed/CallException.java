package com.example.closed;

/** Why a call failed. */
final class CallException extends Exception {
  final String code;

  CallException(String code, String message) {
    super(message);
    this.code = code;
  }
}
