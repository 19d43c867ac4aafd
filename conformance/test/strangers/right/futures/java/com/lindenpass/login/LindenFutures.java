package com.lindenpass.login;

import android.content.Context;
import android.os.Bundle;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.json.JSONObject;

/** LindenPass for apps that wait for futures. */
public final class LindenFutures {
  private final LindenPass pass;

  private LindenFutures(LindenPass pass) {
    this.pass = pass;
  }

  public static LindenFutures with(Context context) {
    return new LindenFutures(LindenPass.with(context));
  }

  public CompletableFuture<Bundle> prepare(String appId, String appKey) {
    return future(answer -> pass.prepare(appId, appKey, answer, 0));
  }

  public CompletableFuture<Bundle> signIn(String appId, String appKey) {
    return future(answer -> pass.signIn(appId, appKey, answer, 0));
  }

  public CompletableFuture<Bundle> verify(String appId, String appKey) {
    return future(answer -> pass.verify(appId, appKey, answer, 0));
  }

  private static CompletableFuture<Bundle> future(Consumer<Answer> call) {
    CompletableFuture<Bundle> future = new CompletableFuture<>();
    call.accept((code, answer) -> future.complete(bundleOf(answer)));
    return future;
  }

  private static Bundle bundleOf(JSONObject answer) {
    Bundle bundle = new Bundle();
    for (Iterator<String> keys = answer.keys(); keys.hasNext(); ) {
      String key = keys.next();
      bundle.putString(key, answer.optString(key));
    }
    return bundle;
  }
}
