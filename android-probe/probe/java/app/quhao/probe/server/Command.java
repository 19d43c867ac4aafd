package app.quhao.probe.server;

/** One method of the protocol. */
public interface Command {
  String name();

  /** One sentence for `help`. */
  String text();

  /** Their names for `help`; empty where it takes none. */
  String params();

  /** Runs on the connection's thread; gives a JSON value. */
  Object run(Params params) throws ProbeError;
}
