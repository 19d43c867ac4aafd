import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;

/** Uses OkHttp, Okio and Kotlin over loopback and prints what came: the same from the published jars and from converted ones. */
public final class OkHttpRun {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", OkHttpRun::answer);
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    plainValues();
    OkHttpClient client = new OkHttpClient.Builder().cookieJar(new Jar()).retryOnConnectionFailure(true)
        .addInterceptor(chain -> chain.proceed(chain.request().newBuilder().header("X-Seen", "1").build())).build();
    show(client.newCall(new Request.Builder().url(base + "/zip?a=1").build()).execute());
    show(client.newCall(new Request.Builder().url(base + "/moved").build()).execute());
    show(client.newCall(post(base + "/form", new FormBody.Builder().add("k", "v w").addEncoded("n", "%34").build())).execute());
    show(client.newCall(post(base + "/json", RequestBody.create("{\"a\":1}", MediaType.get("application/json; charset=utf-8")))).execute());
    show(client.newCall(post(base + "/parts", new MultipartBody.Builder("edge").addFormDataPart("a", "b").build())).execute());
    show(client.newCall(new Request.Builder().url(base + "/none").build()).execute());
    asynchronous(client, base);
    try {
      client.newCall(new Request.Builder().url("http://127.0.0.1:1/").build()).execute();
    } catch (IOException error) {
      System.out.println(error.getClass().getName());
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    server.stop(0);
  }

  private static void plainValues() {
    HttpUrl url = HttpUrl.get("https://user:pw@example.com:8443/a%20b/../c?x=1&y=%E4%B8%AD&y#part");
    System.out.println(url + " " + url.pathSegments() + " " + url.queryParameterNames() + " " + url.queryParameterValues("y") + " " + url.resolve("../d?z"));
    System.out.println(Headers.of("A", "1", "b", "2", "A", "3").values("a") + " " + MediaType.parse("text/plain; charset=gbk").charset());
    System.out.println(ByteString.encodeUtf8("quhao").sha256().hex() + " " + ByteString.decodeBase64("cXVoYW8=").utf8() + " " + ByteString.encodeUtf8("\u53d6").md5().base64());
    Buffer buffer = new Buffer().writeUtf8("line one\nline two\n").writeLong(-5).writeDecimalLong(-120);
    System.out.println(buffer.size() + " " + buffer.snapshot().hex());
    System.out.println(kotlin.text.StringsKt.split("a,b;c", new char[] {',', ';'}, false, 0) + " " + kotlin.ranges.RangesKt.downTo(5, 1) + " " + kotlin.collections.CollectionsKt.windowed(List.of(1, 2, 3, 4), 2, 1, false));
  }

  private static Request post(String url, RequestBody body) {
    return new Request.Builder().url(url).post(body).build();
  }

  private static void show(Response response) throws IOException {
    try (response) {
      System.out.println(response.code() + " " + response.protocol() + " " + response.header("X-Method") + " " + response.body().string().replaceAll("\\s+", " "));
    }
  }

  private static void asynchronous(OkHttpClient client, String base) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    client.newCall(new Request.Builder().url(base + "/later").build()).enqueue(new Callback() {
      @Override
      public void onFailure(Call call, IOException error) {
        System.out.println("failed " + error.getClass().getName());
        done.countDown();
      }

      @Override
      public void onResponse(Call call, Response response) throws IOException {
        show(response);
        done.countDown();
      }
    });
    System.out.println(done.await(20, TimeUnit.SECONDS));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    byte[] body = (path + " " + exchange.getRequestHeaders().getFirst("Cookie") + " " + exchange.getRequestHeaders().getFirst("X-Seen") + " "
        + exchange.getRequestHeaders().getFirst("Content-type") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Method", exchange.getRequestMethod());
    exchange.getResponseHeaders().add("Set-Cookie", "seen=" + path.length() + "; Path=/");
    if (path.startsWith("/zip")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
        zip.write(body);
      }
      body = packed.toByteArray();
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    if (path.equals("/moved")) {
      exchange.getResponseHeaders().add("Location", "/here");
    }
    exchange.sendResponseHeaders(path.equals("/moved") ? 302 : path.equals("/none") ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static final class Jar implements CookieJar {
    private List<Cookie> cookies = List.of();

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> received) {
      cookies = received;
    }

    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return cookies;
    }
  }
}
