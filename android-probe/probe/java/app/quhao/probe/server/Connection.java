package app.quhao.probe.server;

import android.util.Log;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One host connection: a line in, a line out, in order. */
final class Connection implements Closeable {
  private static final String TAG = "quhao-probe";

  private final Socket socket;
  private final LineAnswers answers;
  private boolean isBusy;

  Connection(Socket socket, LineAnswers answers) {
    this.socket = socket;
    this.answers = answers;
  }

  void serve() {
    try (Socket open = socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(open.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = open.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        setBusy(line);
        Dispatcher.Answer answer = answers.answer(line);
        out.write((answer.json + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        setBusy(null);
        if (answer.closes) {
          return;
        }
      }
    } catch (IOException error) {
      Log.i(TAG, "a host connection ended: " + error);
    } finally {
      setBusy(null);
    }
  }

  synchronized void awaitIdle(long limitMillis) throws InterruptedException {
    long end = System.nanoTime() + limitMillis * 1_000_000;
    while (isBusy) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private synchronized void setBusy(String line) {
    isBusy = line != null;
    notifyAll();
  }
}
