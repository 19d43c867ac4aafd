package app.quhao.runtimesample;

import android.app.Activity;
import android.app.PendingIntent;
import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.Bundle;
import android.os.Process;
import android.os.StrictMode;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reaches for the network on the main thread, and sends pending intents. */
public final class MainThreadActivity extends Activity {
  private static final InetSocketAddress NOWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("socket", () -> new Socket("127.0.0.1", 9));
    Answer.log("channel", () -> SocketChannel.open(NOWHERE));
    Answer.log("name", () -> InetAddress.getByName("gateway.test"));
    Answer.log("localhost", () -> InetAddress.getByName("localhost"));
    Answer.log("address", () -> InetAddress.getByName("192.0.2.1").getHostAddress());
    Answer.log("url", () -> new URL("https://127.0.0.1:9/").openStream());
    Answer.log("datagram", MainThreadActivity::sendDatagram);
    StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.LAX);
    Answer.log("permitted", () -> new Socket("127.0.0.1", 9));
    new Thread(this::elsewhere).start();
  }

  private static Object sendDatagram() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, NOWHERE));
      return "sent";
    }
  }

  private void elsewhere() {
    Answer.log("other thread", () -> new Socket("127.0.0.1", 9));
    Answer.log("priority", MainThreadActivity::priority);
    Answer.log("used", () -> Process.getElapsedCpuTime() > 0);
    Answer.log("open target", () -> pending(new Intent("none.such"), PendingIntent.FLAG_MUTABLE));
    Intent own = new Intent("sample.PENDING").setPackage(getPackageName());
    Answer.log("pending", () -> sent(pending(own, PendingIntent.FLAG_IMMUTABLE)));
    Answer.log("done", () -> true);
  }

  private static Object priority() {
    Process.setThreadPriority(Process.THREAD_PRIORITY_BACKGROUND);
    return Process.getThreadPriority(0);
  }

  private PendingIntent pending(Intent intent, int flags) {
    return PendingIntent.getBroadcast(this, 1, intent, flags);
  }

  /** Waits for the receiver and for the end that the sender is told. */
  private Object sent(PendingIntent pending) throws Exception {
    CountDownLatch ends = new CountDownLatch(2);
    BroadcastReceiver receiver =
        new BroadcastReceiver() {
          @Override
          public void onReceive(Context context, Intent intent) {
            Answer.log("received", intent::getAction);
            ends.countDown();
          }
        };
    registerReceiver(receiver, new IntentFilter("sample.PENDING"), RECEIVER_NOT_EXPORTED);
    pending.send(this, 3, null, (sent, intent, code, data, extras) -> ends.countDown(), null);
    return ends.await(10, TimeUnit.SECONDS);
  }
}
