package net.cedar.signin;

/** Hears that the sign-in screen is there. */
public interface ShownReply {
  void shown(String code);
}
