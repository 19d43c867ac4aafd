package com.example.closed;

import java.util.Map;

/** The end of a call, on the main thread. An app extends it. */
public abstract class Listener {
  /** `code` OK or a cause, `text`, `trace`; `ticket` and `networks` after a check that succeeded. */
  protected abstract void done(Map<String, String> result);
}
