package app.quhao;

import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.ResultJson;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONObject;

/** An SDK that answers every call at once, with the result that it is set to. */
public final class EchoApi implements SdkApi {
  /** requestCode and result as the app gets them. */
  public final List<String> delivered = new ArrayList<>();

  public final List<CallRequest> started = new ArrayList<>();
  public final List<Reply> pending = new ArrayList<>();
  public int scripsDeleted;
  public int quits;
  public long overTime;
  public GenLoginPageInListener pageInListener;
  public boolean answers = true;
  private String resultCode = "103000";
  private String networkType = "3";
  private String operatorType = "2";

  public EchoApi answering(String code) {
    resultCode = code;
    return this;
  }

  public EchoApi on(String operator, String network) {
    operatorType = operator;
    networkType = network;
    return this;
  }

  /** Calls a wrapped API and gives what the app received, a line a callback. */
  public List<String> call(SdkApi api, Api kind, int requestCode) {
    Reply reply = new Reply((code, result) -> delivered.add(code + " " + result), requestCode);
    api.start(new CallRequest(kind, new AppCredentials("300012345678", "KEY"), reply));
    return delivered;
  }

  @Override
  public void start(CallRequest request) {
    started.add(request);
    if (answers) {
      answer(request.api, request.reply);
    } else {
      pending.add(request.reply);
    }
  }

  public void answer(Api api, Reply reply) {
    JSONObject result = ResultJson.of("resultCode", resultCode, "desc", "true", "traceId", "a1");
    if (api != Api.GET_PHONE_INFO) {
      ResultJson.put(result, "authType", "2");
      ResultJson.put(result, "authTypeDes", "x");
      if (resultCode.equals("103000")) {
        ResultJson.put(result, "token", "t");
      }
    }
    if (reply.listener != null) {
      reply.listener.onGetTokenComplete(reply.requestCode, result);
    }
  }

  @Override
  public JSONObject networkType() {
    return ResultJson.of("operatortype", operatorType, "networktype", networkType);
  }

  @Override
  public void deleteScrip() {
    scripsDeleted++;
  }

  @Override
  public void setOverTime(long millis) {
    overTime = millis;
  }

  @Override
  public void setTheme(GenAuthThemeConfig theme) {}

  @Override
  public void setPageInListener(GenLoginPageInListener listener) {
    pageInListener = listener;
  }

  @Override
  public void quit() {
    quits++;
  }
}
