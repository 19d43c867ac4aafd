package net.cedar.signin;

/** Hears the one end of a job. */
public abstract class Reply {
  public abstract void onAnswer(Answer answer);
}
