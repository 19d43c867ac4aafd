package app.quhao.runtimesample;

import android.app.Activity;
import android.os.Bundle;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Sends a request over a channel with a selector, and a datagram, and logs what came of it. */
public final class ChannelActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    new Thread(ChannelActivity::run, "channels").start();
    finish();
  }

  private static void run() {
    Answer.log("channel", ChannelActivity::request);
    Answer.log("no route", () -> SocketChannel.open(new InetSocketAddress("203.0.113.9", 9)));
    Answer.log("own address", ChannelActivity::ownAddress);
    Answer.log("datagram", ChannelActivity::datagram);
    Answer.log("channels", () -> "done");
  }

  private static Object request() throws IOException {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(new InetSocketAddress("gateway.test", 80))) {
        channel.register(selector, SelectionKey.OP_CONNECT);
        selector.select();
        channel.finishConnect();
      }
      String request = "GET /channel HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.register(selector, SelectionKey.OP_READ);
      selector.select();
      ByteBuffer answer = ByteBuffer.allocate(12);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        selector.select();
      }
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      return new String(answer.array(), StandardCharsets.US_ASCII)
          + " from "
          + local.getAddress().getHostAddress();
    }
  }

  private static Object ownAddress() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getByName("203.0.113.1"), 10002);
      return socket.getLocalAddress().getHostAddress();
    }
  }

  private static Object datagram() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("203.0.113.53"), 53));
      return "sent";
    }
  }
}
