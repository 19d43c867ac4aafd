package com.cmic.gen.sdk.net;

import android.net.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Only our own sockets are bound; the app's traffic stays where it is (PRE-06). */
public final class NetworkBearer implements Bearer {
  private final Network network;
  private final Network names;

  /** `names`: the network that looks names up; the same one but for a mutant. */
  public NetworkBearer(Network network, Network names) {
    this.network = network;
    this.names = names;
  }

  @Override
  public InetAddress[] lookUp(String name) throws IOException {
    return names.getAllByName(name);
  }

  @Override
  public Socket openSocket() throws IOException {
    return network.getSocketFactory().createSocket();
  }
}
