package app.quhao.probe.adapter;

import static org.junit.Assert.assertEquals;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Params;
import java.lang.reflect.Method;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.Test;

public final class ResultRecorderTest {
  private interface WithCode {
    void onResult(int requestCode, JSONObject json);
  }

  private interface WithoutCode {
    void onResult(JSONObject json);
  }

  private static final JSONObject JSON = new JSONObject();

  private static ApiCall call(String more) throws Exception {
    return ApiCall.read(
        new Params(new JSONObject("{\"api\":\"mobileAuth\",\"callId\":\"c\"" + more + "}")));
  }

  private static Object codeOf(
      ApiCall call, boolean isCodeTaken, Class<?> listener, Object... arguments) throws Exception {
    EventLog events = new EventLog();
    Method method = listener.getMethods()[0];
    new ResultRecorder(events, new ListenedCalls(call), isCodeTaken).take(method, arguments, 0);
    JSONObject event = events.after(0, null, 0).getJSONArray("events").getJSONObject(0);
    return event.getJSONObject("payload").get("requestCode");
  }

  @Test
  public void echoesTheCodeWhereTheListenerHasNone() throws Exception {
    assertEquals(7, codeOf(call(",\"requestCode\":7"), true, WithoutCode.class, JSON));
    assertEquals(-1, codeOf(call(""), true, WithoutCode.class, JSON));
  }

  @Test
  public void echoesTheCodeWhereNoOverloadTakesIt() throws Exception {
    assertEquals(7, codeOf(call(",\"requestCode\":7"), false, WithCode.class, -1, JSON));
  }

  @Test
  public void leavesTheCodeToAnSdkThatCanGiveItBack() throws Exception {
    assertEquals(8, codeOf(call(",\"requestCode\":7"), true, WithCode.class, 8, JSON));
    assertEquals(3, codeOf(call(""), false, WithCode.class, 3, JSON));
  }

  @Test
  public void oneListenerKnowsItsCallsByTheirCodes() throws Exception {
    EventLog events = new EventLog();
    ListenedCalls calls = new ListenedCalls(named("first", 7));
    calls.add(named("second", 8));
    ResultRecorder recorder = new ResultRecorder(events, calls, true);
    Method method = WithCode.class.getMethods()[0];
    recorder.take(method, new Object[] {7, JSON}, 0);
    recorder.take(method, new Object[] {8, JSON}, 0);
    recorder.take(method, new Object[] {9, JSON}, 0);
    JSONArray heard = events.after(0, null, 0).getJSONArray("events");
    assertEquals("first", heard.getJSONObject(0).get("callId"));
    assertEquals("second", heard.getJSONObject(1).get("callId"));
    assertEquals("second", heard.getJSONObject(2).get("callId"));
  }

  private static ApiCall named(String callId, int code) throws Exception {
    JSONObject given = new JSONObject().put("api", "mobileAuth").put("callId", callId);
    return ApiCall.read(new Params(given.put("requestCode", code)));
  }
}
