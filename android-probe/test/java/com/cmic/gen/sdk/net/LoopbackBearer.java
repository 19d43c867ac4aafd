package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** A bearer that leads every `*.test` name to this machine. */
final class LoopbackBearer implements Bearer {
  @Override
  public InetAddress[] lookUp(String name) throws IOException {
    if (!name.endsWith(".test")) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Override
  public Socket openSocket() {
    return new Socket();
  }
}
