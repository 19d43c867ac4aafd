package com.example.closed;

import android.os.Handler;
import android.os.SystemClock;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.json.JSONException;

/** One call: it ends once, on the main thread, and in time. */
final class Call {
  final Request request;
  final Map<String, String> values = new LinkedHashMap<>();

  private final Handler main;
  private final Listener listener;
  private final Runnable limit = () -> end("TIMEOUT", "the time is over", new LinkedHashMap<>());
  private long deadline;
  private HttpURLConnection open;
  private boolean isOver;

  Call(Handler main, Listener listener, Request request) {
    this.main = main;
    this.listener = listener;
    this.request = request;
  }

  void limit(long milliseconds) {
    deadline = SystemClock.elapsedRealtime() + milliseconds;
    main.postDelayed(limit, milliseconds);
  }

  int leftMs() {
    return (int) Math.max(1, deadline - SystemClock.elapsedRealtime());
  }

  /** The connection of the call is cut when the call ends. */
  synchronized void uses(HttpURLConnection connection) throws CallException {
    if (isOver) {
      throw new CallException("TIMEOUT", "the time is over");
    }
    open = connection;
  }

  void fail(Exception error) {
    end(codeOf(error), String.valueOf(error.getMessage()), new LinkedHashMap<>());
  }

  private static String codeOf(Exception error) {
    if (error instanceof CallException) {
      return ((CallException) error).code;
    }
    if (error instanceof SocketTimeoutException) {
      return "TIMEOUT";
    }
    if (error instanceof SSLException) {
      return "BAD_CERTIFICATE";
    }
    if (error instanceof JSONException) {
      return "BAD_ANSWER";
    }
    return String.valueOf(error).contains("unexpected end of stream") ? "CLOSED" : "BROKEN";
  }

  synchronized void end(String code, String text, Map<String, String> more) {
    if (isOver) {
      return;
    }
    isOver = true;
    main.removeCallbacks(limit);
    HttpURLConnection connection = open;
    if (connection != null) {
      new Thread(connection::disconnect, "closed-login-end").start();
    }
    Map<String, String> result = new LinkedHashMap<>(more);
    result.put("code", code);
    result.put("text", text);
    result.put("trace", request.nonce);
    main.post(() -> listener.done(result));
  }
}
