package com.example.closed;

import java.util.Map;

/** The end of a call, on the main thread. */
public interface Listener {
  /** `code` OK or a cause, `text`, `trace`; `ticket` and `networks` after a check that succeeded. */
  void done(Map<String, String> result);
}
