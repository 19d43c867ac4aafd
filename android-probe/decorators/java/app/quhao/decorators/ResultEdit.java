package app.quhao.decorators;

import com.cmic.gen.sdk.policy.Api;
import org.json.JSONException;
import org.json.JSONObject;

/** Changes a result before the app sees it. */
public interface ResultEdit {
  void edit(Api api, JSONObject result) throws JSONException;
}
