package com.lotus.onekey;

public final class Styles {
  private Styles() {}

  public static int window() {
    return R.style.LotusWindow;
  }

  public static int clear() {
    return R.style.LotusClear;
  }

  public static int page() {
    return R.style.LotusPage;
  }

  public static int anim(Session session, String name) {
    return session.engine.anim(name);
  }
}
