package com.cmic.gen.sdk.flow;

/** Brings the page's activity to the front. */
public interface PageOpener {
  void open();
}
