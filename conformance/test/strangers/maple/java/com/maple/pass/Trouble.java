package com.maple.pass;

/** A failure that has its code already. */
final class Trouble extends Exception {
  final String code;

  Trouble(String code, String note) {
    super(note);
    this.code = code;
  }
}
