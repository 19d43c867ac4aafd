package app.quhao.handset.host.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.Permission;
import java.util.List;
import java.util.Map;

/**
 * An HTTP connection of one bearer: each method that may connect does so with the thread bound to
 * it.
 */
public final class BearerHttpConnection extends HttpURLConnection {
  private final HttpURLConnection connection;
  private final BearerCall call;

  public BearerHttpConnection(HttpURLConnection connection, BearerCall call) {
    super(connection.getURL());
    this.connection = connection;
    this.call = call;
  }

  @Override
  public void connect() throws IOException {
    call.run(() -> connection.connect());
  }

  @Override
  public void disconnect() {
    connection.disconnect();
  }

  @Override
  public boolean usingProxy() {
    return connection.usingProxy();
  }

  @Override
  public int getResponseCode() throws IOException {
    return call.get(() -> connection.getResponseCode());
  }

  @Override
  public String getResponseMessage() throws IOException {
    return call.get(() -> connection.getResponseMessage());
  }

  @Override
  public InputStream getErrorStream() {
    return connection.getErrorStream();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return call.get(() -> connection.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return call.get(() -> connection.getOutputStream());
  }

  @Override
  public Object getContent() throws IOException {
    return call.get(() -> connection.getContent());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Object getContent(Class[] classes) throws IOException {
    return call.get(() -> connection.getContent(classes));
  }

  @Override
  public String getHeaderField(String name) {
    return call.ask(() -> connection.getHeaderField(name));
  }

  @Override
  public String getHeaderField(int n) {
    return call.ask(() -> connection.getHeaderField(n));
  }

  @Override
  public String getHeaderFieldKey(int n) {
    return call.ask(() -> connection.getHeaderFieldKey(n));
  }

  @Override
  public int getHeaderFieldInt(String name, int fallback) {
    return call.ask(() -> connection.getHeaderFieldInt(name, fallback));
  }

  @Override
  public long getHeaderFieldLong(String name, long fallback) {
    return call.ask(() -> connection.getHeaderFieldLong(name, fallback));
  }

  @Override
  public long getHeaderFieldDate(String name, long fallback) {
    return call.ask(() -> connection.getHeaderFieldDate(name, fallback));
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return call.ask(() -> connection.getHeaderFields());
  }

  @Override
  public int getContentLength() {
    return call.ask(() -> connection.getContentLength());
  }

  @Override
  public long getContentLengthLong() {
    return call.ask(() -> connection.getContentLengthLong());
  }

  @Override
  public String getContentType() {
    return call.ask(() -> connection.getContentType());
  }

  @Override
  public String getContentEncoding() {
    return call.ask(() -> connection.getContentEncoding());
  }

  @Override
  public long getExpiration() {
    return call.ask(() -> connection.getExpiration());
  }

  @Override
  public long getDate() {
    return call.ask(() -> connection.getDate());
  }

  @Override
  public long getLastModified() {
    return call.ask(() -> connection.getLastModified());
  }

  @Override
  public Permission getPermission() throws IOException {
    return connection.getPermission();
  }

  @Override
  public URL getURL() {
    return connection.getURL();
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    connection.setRequestMethod(method);
  }

  @Override
  public String getRequestMethod() {
    return connection.getRequestMethod();
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    connection.setInstanceFollowRedirects(follow);
  }

  @Override
  public boolean getInstanceFollowRedirects() {
    return connection.getInstanceFollowRedirects();
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    connection.setFixedLengthStreamingMode(length);
  }

  @Override
  public void setFixedLengthStreamingMode(long length) {
    connection.setFixedLengthStreamingMode(length);
  }

  @Override
  public void setChunkedStreamingMode(int chunk) {
    connection.setChunkedStreamingMode(chunk);
  }

  @Override
  public void setConnectTimeout(int timeoutMs) {
    connection.setConnectTimeout(timeoutMs);
  }

  @Override
  public int getConnectTimeout() {
    return connection.getConnectTimeout();
  }

  @Override
  public void setReadTimeout(int timeoutMs) {
    connection.setReadTimeout(timeoutMs);
  }

  @Override
  public int getReadTimeout() {
    return connection.getReadTimeout();
  }

  @Override
  public void setDoInput(boolean on) {
    connection.setDoInput(on);
  }

  @Override
  public boolean getDoInput() {
    return connection.getDoInput();
  }

  @Override
  public void setDoOutput(boolean on) {
    connection.setDoOutput(on);
  }

  @Override
  public boolean getDoOutput() {
    return connection.getDoOutput();
  }

  @Override
  public void setAllowUserInteraction(boolean on) {
    connection.setAllowUserInteraction(on);
  }

  @Override
  public boolean getAllowUserInteraction() {
    return connection.getAllowUserInteraction();
  }

  @Override
  public void setUseCaches(boolean on) {
    connection.setUseCaches(on);
  }

  @Override
  public boolean getUseCaches() {
    return connection.getUseCaches();
  }

  @Override
  public void setDefaultUseCaches(boolean on) {
    connection.setDefaultUseCaches(on);
  }

  @Override
  public boolean getDefaultUseCaches() {
    return connection.getDefaultUseCaches();
  }

  @Override
  public void setIfModifiedSince(long millis) {
    connection.setIfModifiedSince(millis);
  }

  @Override
  public long getIfModifiedSince() {
    return connection.getIfModifiedSince();
  }

  @Override
  public void setRequestProperty(String key, String value) {
    connection.setRequestProperty(key, value);
  }

  @Override
  public void addRequestProperty(String key, String value) {
    connection.addRequestProperty(key, value);
  }

  @Override
  public String getRequestProperty(String key) {
    return connection.getRequestProperty(key);
  }

  @Override
  public Map<String, List<String>> getRequestProperties() {
    return connection.getRequestProperties();
  }
}
