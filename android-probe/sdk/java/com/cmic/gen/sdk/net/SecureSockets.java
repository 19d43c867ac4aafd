package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.Socket;

/** Makes TLS of a connected socket; the chain and the name have been verified when it returns. */
public interface SecureSockets {
  Socket over(Socket socket, String host, int port) throws IOException;
}
