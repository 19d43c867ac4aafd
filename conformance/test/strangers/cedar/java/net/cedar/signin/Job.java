package net.cedar.signin;

/** What is wanted: app, secret and the number by which the app knows the job again. */
public final class Job {
  final String app;
  final String secret;
  final int tag;

  private Job(Maker maker) {
    app = maker.app;
    secret = maker.secret;
    tag = maker.tag;
  }

  public static final class Maker {
    private String app;
    private String secret;
    private int tag = -1;

    public Maker app(String value) {
      app = value;
      return this;
    }

    public Maker secret(String value) {
      secret = value;
      return this;
    }

    public Maker tag(int value) {
      tag = value;
      return this;
    }

    public Job make() {
      return new Job(this);
    }
  }
}
