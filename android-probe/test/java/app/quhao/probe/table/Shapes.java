package app.quhao.probe.table;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import kotlin.Result;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.CoroutineSingletons;
import kotlinx.coroutines.flow.Flow;

/** An SDK of every shape that a table can call (docs/any-sdk.md §3); a result names what was given. */
public final class Shapes {
  private Shapes() {}

  public interface Done {
    void done(Map<String, Object> result);
  }

  public interface WithDefaults {
    default void onSuccess(String json) {}

    default void onFailure(int code, String text) {}
  }

  /** Kotlin's Function1, as a lambda is compiled to. */
  public interface Function1 {
    Object invoke(Object argument);
  }

  public abstract static class Callback {
    protected abstract void onResult(Plain result);
  }

  public enum Mode {
    FAST,
    SAFE
  }

  public static final class Plain {
    final String a;
    private final boolean isOk;

    public Plain(String a, boolean isOk) {
      this.a = a;
      this.isOk = isOk;
    }

    public boolean isOk() {
      return isOk;
    }

    public List<String> tokens() {
      return Collections.singletonList(a);
    }
  }

  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    public RefusedException(int code, String message) {
      super(message);
      this.code = code;
    }

    public int getCode() {
      return code;
    }
  }

  public static final class Config {
    final String text;

    private Config(String text) {
      this.text = text;
    }

    public static final class Builder {
      private final StringBuilder text = new StringBuilder();

      public Builder setAppId(String appId) {
        text.append(appId);
        return this;
      }

      public boolean setMode(Mode mode) {
        text.append(' ').append(mode);
        return true;
      }

      public void setLimit(long millis) {
        text.append(' ').append(millis);
      }

      public Config build() {
        return new Config(text.toString());
      }
    }
  }

  /** As a Kotlin companion is compiled: a static field of the class, and its methods. */
  public static final class WithCompanion {
    public static final Companion Companion = new Companion();

    private WithCompanion() {}

    public static final class Companion {
      private Companion() {}

      public void login(String appId, Done done) {
        done.done(Collections.singletonMap("token", "companion " + appId));
      }
    }
  }

  /** Decides in the place of the user. */
  public interface Asker {
    void ask(String place, Answerer answerer);
  }

  public interface Answerer {
    void answer(boolean isAgreed);
  }

  public interface Taps {
    void begun();

    void tapDone();
  }

  public static final class Look {
    final String text;

    Look(String text) {
      this.text = text;
    }

    public static final class Builder {
      private final StringBuilder text = new StringBuilder();

      public Builder button(String label, int colour) {
        text.append(label).append('#').append(colour).append(' ');
        return this;
      }

      public Builder asker(Asker asker) {
        asker.ask("c", answer -> text.append("answered ").append(answer));
        return this;
      }

      public Builder tapped(Taps taps) {
        taps.begun();
        taps.tapDone();
        return this;
      }

      public void offset(int dp) {
        text.append(dp).append("dp ");
      }

      public Look make() {
        return new Look(text.toString());
      }
    }
  }

  /** What is to be done, with the request code inside. */
  public static final class Job {
    final int tag;

    public Job(int tag) {
      this.tag = tag;
    }
  }

  public static final class Client {
    private final Config config;

    public Client(Config config, int number) {
      this.config = config;
    }

    public void byMap(Done done) {
      Map<String, Object> result = new HashMap<>();
      result.put("token", config.text);
      result.put("nested", Collections.singletonMap("code", 7));
      done.done(result);
    }

    /** Gives the code of the job back, and one too many. */
    public void byJob(Job job, Done done) {
      done.done(Collections.singletonMap("tag", job.tag + 1));
    }

    public void byDefaults(String appId, WithDefaults listener) {
      listener.onSuccess("{\"data\":{\"token\":\"" + appId + "\"}}");
    }

    public void byLambdas(String appId, Function1 success, Function1 failure) {
      (appId.isEmpty() ? failure : success).invoke(new Plain(appId, true));
    }

    public void byClass(String appId, Callback callback) {
      callback.onResult(new Plain(appId, false));
    }

    /** As `suspend fun` is compiled: "now" returns at once, "fail" fails later, all else comes later. */
    public Object suspending(String appId, Continuation continuation) {
      if (continuation.getContext() != EmptyCoroutineContext.INSTANCE) {
        throw new IllegalStateException("a suspend function runs in a context");
      }
      if (appId.equals("now")) {
        return new Plain(appId, true);
      }
      boolean isFailing = appId.equals("fail");
      Throwable failure = new RefusedException(42, "failed later");
      Object result = isFailing ? new Result.Failure(failure) : new Plain(appId, true);
      new Thread(() -> continuation.resumeWith(result)).start();
      return CoroutineSingletons.COROUTINE_SUSPENDED;
    }

    public Future<Plain> byFuture(String appId) {
      CompletableFuture<Plain> future = new CompletableFuture<>();
      Runnable work =
          appId.isEmpty()
              ? () -> future.completeExceptionally(new RefusedException(42, "no app id"))
              : () -> future.complete(new Plain(appId, true));
      new Thread(work).start();
      return future;
    }

    /** Emits twice; an empty app id ends it with an exception. */
    public Flow byFlow(String appId) {
      return (collector, continuation) -> {
        if (appId.isEmpty()) {
          continuation.resumeWith(new Result.Failure(new RefusedException(42, "no app id")));
          return CoroutineSingletons.COROUTINE_SUSPENDED;
        }
        collector.emit(new Plain(appId, true), continuation);
        collector.emit(new Plain(appId + " again", true), continuation);
        return Unit.INSTANCE;
      };
    }

    private String look = "";

    public String getLook() {
      return look;
    }

    public void setLook(Look theme) {
      look = theme.text;
    }

    public Plain blocking(String appId) throws RefusedException {
      if (appId.isEmpty()) {
        throw new RefusedException(42, "no app id");
      }
      return new Plain(Thread.currentThread().getName(), true);
    }
  }
}
