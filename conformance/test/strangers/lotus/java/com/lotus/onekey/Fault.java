package com.lotus.onekey;

/** A result code on its way to the app. */
final class Fault extends Exception {
  final String code;

  Fault(String code, String text) {
    super(text);
    this.code = code;
  }
}
