package app.quhao.probe.server;

/** What a connection speaks: a line in, a line out. */
public interface LineAnswers {
  Dispatcher.Answer answer(String line);
}
