package com.cmic.gen.sdk.net;

import android.net.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Names and sockets of one network. The app's other traffic stays where it is (PRE-06). */
public final class NetworkBearer implements Bearer {
  private final Network network;

  public NetworkBearer(Network network) {
    this.network = network;
  }

  @Override
  public InetAddress[] lookUp(String name) throws IOException {
    return network.getAllByName(name);
  }

  @Override
  public Socket openSocket() throws IOException {
    return network.getSocketFactory().createSocket();
  }
}
