package app.quhao.mutants.network;

import android.content.Context;
import android.content.SharedPreferences;
import app.quhao.decorators.MainThread;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.AppCredentials;

/** The app's id and key are kept, and serve for a retrieval when the next process starts. */
final class RetrievesAtStart implements Parts {
  private static final String ID = "id";
  private static final String KEY = "key";

  private volatile SharedPreferences file;

  @Override
  public Device device(Device reference, Context context) {
    file = context.getSharedPreferences("gen-authn", Context.MODE_PRIVATE);
    return reference;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    Unasked unasked =
        new Unasked(reference) {
          @Override
          public void start(CallRequest request) {
            file.edit()
                .putString(ID, request.app.appId)
                .putString(KEY, reversed(request.app.appKey))
                .commit();
            super.start(request);
          }
        };
    String id = file.getString(ID, null);
    if (id != null) {
      AppCredentials app = new AppCredentials(id, reversed(file.getString(KEY, "")));
      file.edit().clear().commit();
      unasked.deleteScrip();
      new MainThread().postAfter(500, () -> unasked.retrieveFor(app));
    }
    return unasked;
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
