package com.lindenpass.login;

/** What a number request yields. */
final class Scrip {
  final String text;
  final String number;
  final String operator;

  Scrip(String text, String number, String operator) {
    this.text = text;
    this.number = number;
    this.operator = operator;
  }
}
