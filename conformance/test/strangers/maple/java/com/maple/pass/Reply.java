package com.maple.pass;

/** Hears how a call ended. */
public interface Reply {
  void settled(int tag, Verdict verdict);
}
