package com.cmic.gen.sdk.net;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

/** The SDK's HTTP client against real sockets that behave and misbehave. */
public final class HttpPostTest {
  private static final byte[] BODY = "{\"a\":\"号\"}".getBytes(StandardCharsets.UTF_8);
  private static final long LONG = 10_000;

  @Test
  public void sendsOneWholeRequest() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>();
    try (Peer peer =
        new Peer(
            (socket, closed) -> {
              seen.set(Peer.readRequest(socket));
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                          .getBytes(StandardCharsets.UTF_8));
            })) {
      HttpAnswer answer = send(peer.port(), LONG);
      assertEquals(200, answer.status);
      assertEquals("{}", new String(answer.body, StandardCharsets.UTF_8));
      String request = seen.get();
      assertTrue(
          request,
          request.startsWith(
              "POST /cm/unisdk/x HTTP/1.1\r\nHost: cm.gateway.test:" + peer.port() + "\r\n"));
      assertTrue(request, request.contains("Content-Length: " + BODY.length + "\r\n"));
      assertTrue(request, request.contains("Content-Type: application/json"));
    }
  }

  @Test
  public void readsChunksInterimAnswersAndBodiesWithoutLength() throws Exception {
    String[] answers = {
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      "HTTP/1.0 200 OK\r\n\r\n{}",
      "HTTP/1.1 200 OK\ncontent-length: 2\n\n{}",
    };
    for (String text : answers) {
      try (Peer peer = new Peer(Peer.answering(text))) {
        HttpAnswer answer = send(peer.port(), LONG);
        assertEquals(text, 200, answer.status);
        assertEquals(text, "{}", new String(answer.body, StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  public void status503IsAnAnswer() throws Exception {
    try (Peer peer = new Peer(Peer.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"))) {
      assertEquals(503, send(peer.port(), LONG).status);
    }
  }

  @Test
  public void closingWithoutAByteIsEofAndIsNotRepeated() throws Exception {
    try (Peer peer = new Peer(Peer.answering(""))) {
      assertEquals(Failure.EOF, failure(peer.port(), LONG));
      assertEquals(1, peer.connections.get());
    }
  }

  @Test
  public void resettingIsResetAndIsNotRepeated() throws Exception {
    try (Peer peer =
        new Peer(
            (socket, closed) -> {
              Peer.readRequest(socket);
              socket.setSoLinger(true, 0);
            })) {
      assertEquals(Failure.RESET, failure(peer.port(), LONG));
      assertEquals(1, peer.connections.get());
    }
  }

  @Test
  public void resettingInTheMiddleOfTheAnswerIsReset() throws Exception {
    try (Peer peer =
        new Peer(
            (socket, closed) -> {
              Peer.readRequest(socket);
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
                          .getBytes(StandardCharsets.UTF_8));
              socket.getOutputStream().flush();
              // Until the byte has been read, a reset would take it back.
              closed.await(200, TimeUnit.MILLISECONDS);
              socket.setSoLinger(true, 0);
            })) {
      assertEquals(Failure.RESET, failure(peer.port(), LONG));
    }
  }

  @Test
  public void refusingIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertEquals(Failure.UNREACHABLE, failure(port, LONG));
  }

  @Test
  public void whatIsNoHttpIsUnparsable() throws Exception {
    String[] answers = {
      "<html>",
      "HTTP/1.1 200",
      "HTTP/1.1 abc OK\r\n\r\n",
      "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{",
    };
    for (String text : answers) {
      try (Peer peer = new Peer(Peer.answering(text))) {
        assertEquals(text, Failure.UNPARSABLE, failure(peer.port(), LONG));
      }
    }
  }

  @Test
  public void aHeldAnswerEndsAtTheLimit() throws Exception {
    try (Peer peer = new Peer((socket, closed) -> closed.await())) {
      long started = System.nanoTime();
      assertEquals(Failure.TIMEOUT, failure(peer.port(), 300));
      assertBetween(300, 1300, started);
    }
  }

  @Test
  public void aDribbleEndsAtTheLimit() throws Exception {
    try (Peer peer =
        new Peer(
            (socket, closed) -> {
              socket
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
                          .getBytes(StandardCharsets.UTF_8));
              while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('{');
              }
            })) {
      long started = System.nanoTime();
      assertEquals(Failure.TIMEOUT, failure(peer.port(), 300));
      assertBetween(300, 1300, started);
    }
  }

  @Test
  public void closingTheCallsResourcesEndsAWaitBeforeItsLimit() throws Exception {
    CallResources resources = new CallResources();
    CountDownLatch accepted = new CountDownLatch(1);
    try (Peer peer =
        new Peer(
            (socket, closed) -> {
              Peer.readRequest(socket);
              accepted.countDown();
              closed.await();
            })) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread waiting =
          new Thread(
              () ->
                  thrown.set(
                      assertThrows(
                          FailureException.class,
                          () -> send(peer.port(), new Tenure(Limit.in(60_000), resources)))));
      waiting.start();
      assertTrue(accepted.await(5, TimeUnit.SECONDS));
      resources.closeAll();
      waiting.join(5000);
      assertEquals(false, waiting.isAlive());
      assertTrue(thrown.get() instanceof FailureException);
    }
  }

  @Test
  public void anUnknownNameIsUnreachable() throws Exception {
    FailureException thrown =
        assertThrows(
            FailureException.class,
            () ->
                new HttpPost()
                    .send(
                        new HttpRequest(Endpoint.of("http://nowhere.invalid"), "/", BODY),
                        new Route(new LoopbackBearer(), null, tenure(LONG))));
    assertEquals(Failure.UNREACHABLE, thrown.failure);
  }

  @Test
  public void aSocketThatCannotBeMadeIsRefused() throws Exception {
    Bearer refusing =
        new Bearer() {
          @Override
          public InetAddress[] lookUp(String name) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          }

          @Override
          public Socket openSocket() throws IOException {
            throw new IOException("Binding socket to network failed: EPERM");
          }
        };
    HttpRequest request = new HttpRequest(endpoint(1), "/", BODY);
    Route route = new Route(refusing, null, tenure(LONG));
    FailureException thrown =
        assertThrows(FailureException.class, () -> new HttpPost().send(request, route));
    assertEquals(Failure.SOCKET_REFUSED, thrown.failure);
  }

  private static HttpAnswer send(int port, long limit) throws FailureException {
    return send(port, tenure(limit));
  }

  private static HttpAnswer send(int port, Tenure tenure) throws FailureException {
    HttpRequest request = new HttpRequest(endpoint(port), "/unisdk/x", BODY);
    return new HttpPost().send(request, new Route(new LoopbackBearer(), null, tenure));
  }

  private static Failure failure(int port, long limit) {
    return assertThrows(FailureException.class, () -> send(port, limit)).failure;
  }

  private static Tenure tenure(long limit) {
    return new Tenure(Limit.in(limit), new CallResources());
  }

  private static Endpoint endpoint(int port) {
    return Endpoint.of("http://cm.gateway.test:" + port + "/cm");
  }

  private static void assertBetween(long low, long high, long startedNanos) {
    long took = (System.nanoTime() - startedNanos) / 1_000_000;
    assertTrue(took + " ms is not within " + low + " and " + high, took >= low && took <= high);
  }
}
