package com.maple.pass;

/** Hears that the page stands. */
public interface Curtain {
  void raised(String code);
}
