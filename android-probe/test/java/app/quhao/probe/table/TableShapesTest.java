package app.quhao.probe.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.Test;

/** Each row of docs/any-sdk.md §3 that says which shapes a table can call. */
public final class TableShapesTest {
  private static final String SHAPES = "app.quhao.probe.table.Shapes";

  /** A client that is made with an object of a builder. */
  private static final String CLIENT =
      ("{'class':'S$Client','arguments':[{'class':'S$Config$Builder','then':["
              + "{'method':'setAppId','arguments':[{'text':'built'}]},"
              + "{'method':'setMode','arguments':[{'text':'SAFE'}]},"
              + "{'method':'setLimit','arguments':[1500]},{'method':'build'}]},1]}")
          .replace("S$", SHAPES + "$");

  private final EventLog events = new EventLog();
  private final BlockingQueue<Runnable> main = new LinkedBlockingQueue<>();

  /** Calls what `row` describes; what is to run on the main thread waits in `main`. */
  private void call(String row, String more, String appId) throws Exception {
    String text = "{'instance':" + CLIENT + more + "}";
    JSONObject table = new JSONObject(text.replace('\'', '"'));
    TableListeners listeners = new TableListeners(table, events);
    TableCalls calls = new TableCalls(table, null, listeners);
    JSONObject given =
        new JSONObject().put("api", "mobileAuth").put("callId", "c").put("appId", appId);
    ApiCall call = ApiCall.read(new Params(given.put("requestCode", 7)));
    JSONObject parsed = new JSONObject(row.replace("S$", SHAPES + "$").replace('\'', '"'));
    if (ReturnedResults.isIn(parsed)) {
      Executor background = task -> new Thread(task, "caller").start();
      new ReturnedResults(calls, listeners, main::add, background).run(parsed, call);
      return;
    }
    calls.run(parsed, CallValues.ofCall(call));
  }

  private String payload() throws Exception {
    return events
        .after(0, null, 0)
        .getJSONArray("events")
        .getJSONObject(0)
        .getJSONObject("payload")
        .toString();
  }

  private static String result(String json) {
    return "{\"requestCode\":7,\"json\":" + json.replace('\'', '"') + "}";
  }

  private static String listener(String name, String methods) {
    return (",'listeners':{'S$" + name + "':" + methods + "}").replace("S$", SHAPES + "$");
  }

  @Test
  public void anObjectIsBuiltByABuilderAndAResultIsAMapInAMap() throws Exception {
    String fields = "{'done':{'token':'{0.token}','desc':'{0.nested.code}'}}";
    call("{'method':'byMap','arguments':['listener']}", listener("Done", fields), "app");
    assertEquals(result("{'token':'built SAFE 1500','desc':'7'}"), payload());
  }

  @Test
  public void aRequestCodeInAnObjectIsOneThatTheSdkHasToGiveBack() throws Exception {
    String row =
        "{'method':'byJob','arguments':[{'class':'S$Job','arguments':['requestCode']},'listener']}";
    String fields = "{'done':{'requestCode':'{0.tag}','resultCode':'103000'}}";
    call(row, listener("Done", fields), "app");
    assertEquals("{\"requestCode\":8,\"json\":{\"resultCode\":\"103000\"}}", payload());
  }

  @Test
  public void aDefaultMethodThatTheTableNamesIsAResult() throws Exception {
    String row = "{'method':'byDefaults','arguments':['appId','listener']}";
    call(row, listener("WithDefaults", "{'onSuccess':{'token':'{0.data.token}'}}"), "app");
    assertEquals(result("{'token':'app'}"), payload());
  }

  private static final String LAMBDAS =
      "{'method':'byLambdas','arguments':['appId',"
          + "{'on':{'invoke':{'resultCode':'103000','token':'{0.tokens.0}'}}},"
          + "{'on':{'invoke':{'resultCode':'failed'}}}]}";

  @Test
  public void twoLambdasAreToldApartByTheirPlaces() throws Exception {
    call(LAMBDAS, "", "app");
    assertEquals(result("{'resultCode':'103000','token':'app'}"), payload());
  }

  @Test
  public void codesAreTranslatedForLambdasToo() throws Exception {
    call(LAMBDAS, ",'codes':{'failed':'200025'}", "");
    assertEquals(result("{'resultCode':'200025'}"), payload());
  }

  @Test
  public void aCompanionIsTheTargetOfARow() throws Exception {
    String row =
        "{'target':{'class':'S$WithCompanion','field':'Companion'},'method':'login',"
            + "'arguments':['appId','listener']}";
    call(row, listener("Done", "{'done':{'token':'{0.token}'}}"), "app");
    assertEquals(result("{'token':'companion app'}"), payload());
  }

  /** What the builder writes: android-probe/builder/listener-class.ts. */
  public static final class WrittenCallback extends Shapes.Callback {
    public ListenerCalls calls;

    @Override
    protected void onResult(Shapes.Plain result) {
      ListenerCalls.take(calls, "onResult", new Object[] {result});
    }
  }

  @Test
  public void aListenerThatIsAnAbstractClassIsASubclassOfTheBuilders() throws Exception {
    String more =
        listener("Callback", "{'onResult':{'token':'{0.a}','desc':'{0.ok}'}}")
            + ",'subclasses':{'" + SHAPES + "$Callback':'" + WrittenCallback.class.getName() + "'}";
    call("{'method':'byClass','arguments':['appId','listener']}", more, "app");
    assertEquals(result("{'token':'app','desc':'false'}"), payload());
  }

  @Test
  public void aListenerClassWithoutASubclassIsUnsupported() {
    String row = "{'method':'byClass','arguments':['appId','listener']}";
    String more = listener("Callback", "{'onResult':{}}");
    ProbeError error = assertThrows(ProbeError.class, () -> call(row, more, "app"));
    assertEquals("UNSUPPORTED", error.type);
  }

  private static final String BLOCKING =
      "{'method':'blocking','arguments':['appId'],"
          + "'result':{'resultCode':'103000','token':'{0.tokens.0}'},"
          + "'throws':{'resultCode':'{0.code}','desc':'{0.message}'}}";

  @Test
  public void aReturnedValueIsTheResultOfACallOnAnotherThread() throws Exception {
    call(BLOCKING, "", "app");
    main.take().run();
    assertEquals(result("{'resultCode':'103000','token':'caller'}"), payload());
  }

  @Test
  public void anExceptionIsAResultWhereTheTableSaysSo() throws Exception {
    call(BLOCKING, ",'codes':{'42':'200026'}", "");
    main.take().run();
    assertEquals(result("{'resultCode':'200026','desc':'no app id'}"), payload());
  }

  @Test
  public void anExceptionThatNoTableDescribesEndsTheApp() throws Exception {
    call(BLOCKING.replace("throws", "unused"), "", "");
    Runnable later = main.take();
    assertThrows(IllegalStateException.class, later::run);
  }

  @Test
  public void aMethodThatIsNotThereIsToldToTheCaller() {
    String row = BLOCKING.replace("blocking", "blockhead");
    ProbeError error = assertThrows(ProbeError.class, () -> call(row, "", "app"));
    assertEquals("UNSUPPORTED", error.type);
  }

  private static final String SUSPENDING =
      BLOCKING.replace("blocking", "suspending").replace("['appId']", "['appId','suspend']");

  @Test
  public void aSuspendFunctionThatReturnsAtOnceHasItsResult() throws Exception {
    call(SUSPENDING, "", "now");
    main.take().run();
    assertEquals(result("{'resultCode':'103000','token':'now'}"), payload());
  }

  @Test
  public void aSuspendFunctionThatResumesLaterHasItsResult() throws Exception {
    call(SUSPENDING, "", "app");
    main.take().run();
    assertEquals(result("{'resultCode':'103000','token':'app'}"), payload());
  }

  @Test
  public void aSuspendFunctionThatFailsHasItsException() throws Exception {
    call(SUSPENDING, "", "fail");
    main.take().run();
    assertEquals(result("{'resultCode':'42','desc':'failed later'}"), payload());
  }

  @Test
  public void aFutureHasTheValueOrTheExceptionThatItEndsWith() throws Exception {
    String row = BLOCKING.replace("blocking", "byFuture");
    call(row, "", "app");
    main.take().run();
    assertEquals(result("{'resultCode':'103000','token':'app'}"), payload());
  }

  @Test
  public void aFutureThatFailsThrowsItsCause() throws Exception {
    call(BLOCKING.replace("blocking", "byFuture"), "", "");
    main.take().run();
    assertEquals(result("{'resultCode':'42','desc':'no app id'}"), payload());
  }

  @Test
  public void eachValueOfAFlowIsAResult() throws Exception {
    call(BLOCKING.replace("blocking", "byFlow"), "", "app");
    main.take().run();
    assertEquals(result("{'resultCode':'103000','token':'app'}"), payload());
    main.take().run();
    assertEquals(2, events.after(0, null, 0).getJSONArray("events").length());
  }

  @Test
  public void aFlowThatFailsThrows() throws Exception {
    call(BLOCKING.replace("blocking", "byFlow"), "", "");
    main.take().run();
    assertEquals(result("{'resultCode':'42','desc':'no app id'}"), payload());
  }

  private static final String THEME =
      ("'theme':{'builder':{'class':'S$Look$Builder'},'build':'make','setters':{"
              + "'setNumFieldOffsetY':'offset',"
              + "'setGenAuthLoginListener':'asker','setLogBtnClickListener':'tapped',"
              + "'setLogBtnText':{'method':'button','arguments':['{0}','{1}']},"
              + "'setNavText':{'method':'button','arguments':['nav',7]}}}")
          .replace("S$", SHAPES + "$");

  /** What the SDK was told by this theme of the guide's. */
  private String lookOf(String theme) throws Exception {
    JSONObject table =
        new JSONObject(("{'instance':" + CLIENT + "," + THEME + "}").replace('\'', '"'));
    TableCalls calls = new TableCalls(table, null, new TableListeners(table, events));
    JSONObject given = new JSONObject().put("api", "setAuthThemeConfig").put("callId", "c");
    given.put("theme", new JSONObject(theme.replace('\'', '"')));
    CallValues values = CallValues.ofCall(ApiCall.read(new Params(given)));
    calls.run(new JSONObject("{\"method\":\"setLook\",\"arguments\":[\"theme\"]}"), values);
    JSONObject getter = new JSONObject("{\"method\":\"getLook\",\"arguments\":[]}");
    return (String) calls.run(getter, CallValues.none());
  }

  @Test
  public void aThemeIsMadeByTheSdksOwnSetters() throws Exception {
    String theme = "{'setNumFieldOffsetY':[90],'setLogBtnText':['go',255]}";
    assertEquals("90dp go#255 ", lookOf(theme));
    assertEquals("nav#7 ", lookOf("{'setNavText':['unused']}"));
    assertEquals("", lookOf("{}"));
  }

  @Test
  public void listenersOfAThemeAreHeardByTheNamesOfTheGuide() throws Exception {
    assertEquals(
        "answered true",
        lookOf("{'setGenAuthLoginListener':['agree'],'setLogBtnClickListener':['listener']}"));
    JSONArray heard = events.after(0, null, 0).getJSONArray("events");
    List<String> methods = new ArrayList<>();
    for (int i = 0; i < heard.length(); i++) {
      methods.add(heard.getJSONObject(i).getJSONObject("payload").getString("method"));
    }
    Collections.sort(methods);
    assertEquals(
        Arrays.asList("onAuthLoginListener", "onLoginClickComplete", "onLoginClickStart"), methods);
  }

  @Test
  public void aThemeOfASetterThatTheTableLacksIsUnsupported() {
    ProbeError error = assertThrows(ProbeError.class, () -> lookOf("{'setLogBtnImgPath':['a']}"));
    assertEquals("UNSUPPORTED", error.type);
    ProbeError misfit =
        assertThrows(ProbeError.class, () -> lookOf("{'setNumFieldOffsetY':['a']}"));
    assertEquals("UNSUPPORTED", misfit.type);
  }
}
