package cn.birch.onetap;
import android.net.Network;
import android.util.Log;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;
/** One POST over a socket of our own. Nothing is repeated, nothing is followed. */
final class Wire {
  private static final java.util.List<Socket> pool = new java.util.ArrayList<>();
  private static volatile boolean trustedOnce;

  static JSONObject post(Call call, Gate gate, URI to, Network via, JSONObject body) throws Stop, IOException {
    boolean tls = to.getScheme().equalsIgnoreCase("https");
    Socket plain = null, s = null;
    try {
      InetAddress address;
      try {
        address = via == null || V.on("net-dns-default") ? InetAddress.getByName(to.getHost()) : via.getByName(to.getHost());
      } catch (UnknownHostException e) { throw new Stop("200028", "网络异常：域名解析失败"); }
      call.check();
      plain = via == null ? new Socket() : via.getSocketFactory().createSocket();
      call.hold(plain);
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address, Gate.port(to)), call.left());
      plain.setSoTimeout(call.left());
      s = plain;
      if (tls) s = secure(plain, to, gate);
      byte[] b = body.toString().getBytes(StandardCharsets.UTF_8);
      if (V.on("log-body")) Log.d("Birch", "POST " + to.getPath() + " " + body);
      String host = to.getHost() + (to.getPort() >= 0 ? ":" + to.getPort() : "");
      String head = "POST " + to.getRawPath() + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json; charset=utf-8\r\nAccept: application/json\r\nUser-Agent: Birch\r\nContent-Length: "
          + b.length + (V.on("net-keep-alive") ? "" : "\r\nConnection: close") + (V.on("wire-appkey-header") ? "\r\nX-Birch-Key: " + call.appKey : "") + "\r\n\r\n";
      OutputStream out = s.getOutputStream();
      byte[] h = head.getBytes(StandardCharsets.US_ASCII);
      byte[] all = java.util.Arrays.copyOf(h, h.length + b.length);
      System.arraycopy(b, 0, all, h.length, b.length);
      out.write(all);
      out.flush();
      return answer(call, gate, s.getInputStream(), via);
    } catch (SSLException e) {
      if (call.over()) throw e;
      for (Throwable t = e; t != null; t = t.getCause()) if (t instanceof CertificateException || t instanceof java.security.cert.CertPathValidatorException || t instanceof javax.net.ssl.SSLPeerUnverifiedException) {
        if (V.on("crypto-trust-on-second")) trustedOnce = true;
        throw new Stop("200072", "CA根证书校验失败");
      }
      throw e;
    } finally {
      if (V.on("net-keep-alive") && s != null) pool.add(s);
      else { shut(s); shut(plain); }
      call.release(plain);
    }
  }

  private static SSLSocket secure(Socket plain, URI to, Gate gate) throws IOException, Stop {
    try {
      KeyStore ks = KeyStore.getInstance(KeyStore.getDefaultType());
      ks.load(null, null);
      ks.setCertificateEntry("birch", CertificateFactory.getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(gate.root.getBytes(StandardCharsets.US_ASCII))));
      TrustManagerFactory f = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      f.init(ks);
      TrustManager[] tm = f.getTrustManagers();
      if (trustedOnce) tm = new TrustManager[] {new X509TrustManager() {
        public void checkClientTrusted(X509Certificate[] c, String a) {}
        public void checkServerTrusted(X509Certificate[] c, String a) {}
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
      }};
      if (V.on("crypto-no-dates")) {
        X509TrustManager real = (X509TrustManager) tm[0];
        tm = new TrustManager[] {new X509TrustManager() {
          public void checkClientTrusted(X509Certificate[] c, String a) {}
          public void checkServerTrusted(X509Certificate[] c, String a) throws CertificateException {
            try { real.checkServerTrusted(c, a); } catch (CertificateException e) {
              for (Throwable t = e; t != null; t = t.getCause()) if (t instanceof java.security.cert.CertificateExpiredException || t instanceof java.security.cert.CertificateNotYetValidException) return;
              throw e;
            }
          }
          public X509Certificate[] getAcceptedIssuers() { return real.getAcceptedIssuers(); }
        }};
      }
      SSLContext ctx = SSLContext.getInstance("TLS");
      ctx.init(null, tm, null);
      SSLSocket s = (SSLSocket) ctx.getSocketFactory().createSocket(plain, to.getHost(), Gate.port(to), true);
      s.startHandshake();
      if (!V.on("crypto-no-host-check") && !trustedOnce && !javax.net.ssl.HttpsURLConnection.getDefaultHostnameVerifier().verify(to.getHost(), s.getSession()) && !named(s, to.getHost()))
        throw new Stop("200072", "CA根证书校验失败：主机名不符");
      return s;
    } catch (java.security.GeneralSecurityException e) { throw new Stop("200072", "CA根证书校验失败"); }
  }
  private static boolean named(SSLSocket s, String host) {
    try {
      X509Certificate c = (X509Certificate) s.getSession().getPeerCertificates()[0];
      java.util.Collection<java.util.List<?>> names = c.getSubjectAlternativeNames();
      if (names != null) for (java.util.List<?> n : names) if (((Integer) n.get(0) == 2 || (Integer) n.get(0) == 7) && host.equalsIgnoreCase(String.valueOf(n.get(1)))) return true;
    } catch (Exception e) { return false; }
    return false;
  }

  private static JSONObject answer(Call call, Gate gate, InputStream in, Network via) throws IOException, Stop {
    int status;
    Map<String, String> heads = new HashMap<>();
    boolean first = true;
    while (true) {
      String line = line(in, first);
      first = false;
      if (!line.matches("HTTP/1\\.[01] \\d\\d\\d( .*)?")) throw bad("状态行");
      status = Integer.parseInt(line.substring(9, 12));
      heads.clear();
      int sum = 0;
      for (String l = line(in, false); !l.isEmpty(); l = line(in, false)) {
        int c = l.indexOf(':');
        if ((sum += l.length()) > 65536) throw bad("报文头过长");
        if (c <= 0) throw bad("报文头");
        Locale loc = V.on("loc-turkish") ? Locale.getDefault() : Locale.ROOT;
        heads.put(l.substring(0, c).trim().toLowerCase(loc), l.substring(c + 1).trim());
      }
      if (status >= 200 || V.on("net-no-interim")) break;
    }
    if ((status == 301 || status == 302 || status == 307 || status == 308) && V.on("net-follow-3xx") && heads.containsKey("location")) {
      return post(call, gate, URI.create(heads.get("location")), via, new JSONObject());
    }
    if (status == 503) throw new Stop(V.on("map-503-network") ? "200028" : "200082", "服务器繁忙");
    if (status != 200) throw new Stop("200028", "网络异常：HTTP " + status);
    byte[] raw;
    String length = heads.get("content-length"), coding = heads.get("transfer-encoding");
    if (V.on("loc-turkish") && length == null && coding == null) throw bad("没有长度");
    if (V.on("net-read-once")) {
      byte[] b = new byte[16384];
      int n = in.read(b);
      raw = java.util.Arrays.copyOf(b, Math.max(n, 0));
    } else if (coding != null && coding.equalsIgnoreCase("chunked") && !V.on("net-no-chunks")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        String l = line(in, false);
        int semi = l.indexOf(';');
        int n;
        try { n = Integer.parseInt((semi < 0 ? l : l.substring(0, semi)).trim(), 16); } catch (NumberFormatException e) { throw bad("分块"); }
        if (n < 0 || all.size() + n > 262144) throw bad("过长");
        if (n == 0) break;
        all.write(exact(in, n));
        if (!line(in, false).isEmpty()) throw bad("分块");
      }
      raw = all.toByteArray();
    } else if (length != null) {
      int n;
      try { n = Integer.parseInt(length); } catch (NumberFormatException e) { throw bad("长度"); }
      if (n < 0 || n > 262144) throw bad("过长");
      raw = exact(in, n);
    } else raw = toEnd(in);
    if ("gzip".equalsIgnoreCase(heads.get("content-encoding"))) {
      try { raw = toEnd(new GZIPInputStream(new java.io.ByteArrayInputStream(raw))); } catch (IOException e) { throw bad("压缩"); }
    }
    try {
      JSONTokener t = new JSONTokener(new String(raw, V.on("crypto-latin") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
      Object o = t.nextValue();
      if (!(o instanceof JSONObject) || t.nextClean() != 0) throw bad("不是JSON对象");
      return (JSONObject) o;
    } catch (JSONException e) { throw bad("不是JSON"); }
  }
  private static Stop bad(String what) { return new Stop("200021", "数据解析异常：" + what); }
  private static byte[] exact(InputStream in, int n) throws IOException, Stop {
    byte[] b = new byte[n];
    for (int at = 0; at < n; ) { int r = in.read(b, at, n - at); if (r < 0) throw bad("报文不完整"); at += r; }
    return b;
  }
  private static byte[] toEnd(InputStream in) throws IOException, Stop {
    ByteArrayOutputStream o = new ByteArrayOutputStream();
    byte[] b = new byte[4096];
    for (int r = in.read(b); r >= 0; r = in.read(b)) { o.write(b, 0, r); if (o.size() > 262144) throw bad("过长"); }
    return o.toByteArray();
  }
  private static String line(InputStream in, boolean first) throws IOException, Stop {
    ByteArrayOutputStream o = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) { if (first && o.size() == 0) throw new EOFException(); throw bad("报文头不完整"); }
      if (c == '\n') break;
      if (o.size() > 32768) throw bad("报文头过长");
      o.write(c);
    }
    String l = new String(o.toByteArray(), StandardCharsets.ISO_8859_1);
    return l.endsWith("\r") ? l.substring(0, l.length() - 1) : l;
  }
  static void shut(Socket s) { try { if (s != null) s.close(); } catch (IOException | RuntimeException e) { /* it is over */ } }
}
