package app.quhao.decorators;

import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.policy.Api;

/** Puts a listener between a call and the app. */
public interface ReplyWrapper {
  GenTokenListener wrap(Api api, Reply reply);
}
