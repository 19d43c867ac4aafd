package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A network to look names up on and to open sockets over. */
public interface Bearer {
  InetAddress[] lookUp(String name) throws IOException;

  /** Bound to the network, not yet connected. */
  Socket openSocket() throws IOException;
}
