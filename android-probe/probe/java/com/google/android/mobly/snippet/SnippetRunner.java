package com.google.android.mobly.snippet;

import android.os.Bundle;
import app.quhao.probe.ProbeInstrumentation;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.LineAnswers;
import app.quhao.probe.server.SnippetDispatcher;
import java.util.Collection;

/**
 * The probe for a client of Mobly, which starts this class and no other: {@code am instrument -w -e
 * action start app.quhao.probe/com.google.android.mobly.snippet.SnippetRunner}. See PROTOCOL.md,
 * "Mobly".
 */
public final class SnippetRunner extends ProbeInstrumentation {
  private boolean isStop;

  @Override
  public void onCreate(Bundle arguments) {
    isStop = arguments != null && "stop".equals(arguments.getString("action"));
    super.onCreate(arguments);
  }

  /** Starting an instrumentation has ended the process that served. */
  @Override
  protected String refusal() {
    return isStop ? "OK (0 tests)\n" : "";
  }

  @Override
  protected LineAnswers answers(Collection<Command> commands) {
    return new SnippetDispatcher(commands);
  }
}
