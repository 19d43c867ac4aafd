package app.quhao.mutants.callback;

import app.quhao.decorators.MainThread;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Reply;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.json.JSONObject;

final class LateAnswerToo implements Parts {
  private static final long PATIENCE_MILLIS = 30_000;

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final MainThread mainThread = new MainThread();
  private final AtomicReference<Future<HttpAnswer>> pending = new AtomicReference<>();

  /** Stops waiting at the limit, and leaves the request running. */
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      Tenure patient = new Tenure(Limit.in(PATIENCE_MILLIS), new CallResources());
      Route own = new Route(route.bearer, route.secure, patient);
      Future<HttpAnswer> answer = pool.submit(() -> reference.send(request, own));
      pending.set(answer);
      return await(answer, route.tenure.limit);
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              reply.listener.onGetTokenComplete(code, result);
              String delivered = result.optString("resultCode");
              if (ResultCode.TIMEOUT.code.equals(delivered)
                  || ResultCode.LOGIN_TIMEOUT.code.equals(delivered)) {
                pool.execute(() -> deliverLate(reply, result.optString("traceId")));
              }
            });
  }

  private void deliverLate(Reply reply, String traceId) {
    Future<HttpAnswer> answer = pending.get();
    if (answer == null) {
      return;
    }
    try {
      answer.get();
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException error) {
      return;
    }
    JSONObject late =
        ResultJson.of("resultCode", ResultCode.SUCCESS.code, "desc", "true", "traceId", traceId);
    mainThread.post(() -> reply.listener.onGetTokenComplete(reply.requestCode, late));
  }

  private static HttpAnswer await(Future<HttpAnswer> answer, Limit limit) throws FailureException {
    try {
      return answer.get(limit.leftNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException error) {
      if (error.getCause() instanceof FailureException) {
        throw (FailureException) error.getCause();
      }
      throw new FailureException(Failure.INTERNAL, error);
    } catch (TimeoutException error) {
      throw new FailureException(Failure.TIMEOUT, error);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new FailureException(Failure.INTERNAL, error);
    }
  }
}
