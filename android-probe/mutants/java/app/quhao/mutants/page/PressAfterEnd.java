package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.EditedResults;
import app.quhao.decorators.ViewDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import com.cmic.gen.sdk.view.PageScene;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** The button of a page whose call has ended does something. */
final class PressAfterEnd implements Parts {
  private static final long LIMIT_MILLIS = 8000;
  private static final Runnable NOTHING = () -> {};

  /** What the button does, and after which end. */
  enum Does {
    ASK_AFTER_SUCCESS,
    ASK_AFTER_FAILURE,
    CALL_BACK_AFTER_FAILURE
  }

  private final Does does;

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final AtomicReference<Runnable> request = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> repeat = new AtomicReference<>(NOTHING);

  PressAfterEnd(Does does) {
    this.does = does;
  }

  @Override
  public Transport transport(Transport reference) {
    return (post, route) -> {
      if (post.endpoint.isSecure) {
        request.set(
            () -> {
              Tenure own = new Tenure(Limit.in(LIMIT_MILLIS), new CallResources());
              try {
                reference.send(post, new Route(route.bearer, route.secure, own));
              } catch (FailureException error) {
                // Nobody waits for the second token.
                return;
              }
            });
      }
      return reference.send(post, route);
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              if (EditedResults.isSuccess(result) == (does == Does.ASK_AFTER_SUCCESS)) {
                repeat.set(
                    does == Does.CALL_BACK_AFTER_FAILURE
                        ? () -> reply.listener.onGetTokenComplete(code, result)
                        : () -> pool.execute(request.get()));
              }
              reply.listener.onGetTokenComplete(code, result);
            });
  }

  /** The button stays as it is. */
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      repeat.set(NOTHING);
      return new ViewDecorator(reference.draw(activity, content)) {
        @Override
        public void setPressable(boolean isPressable) {
          super.setPressable(true);
        }
      };
    };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        Runnable once = repeat.getAndSet(NOTHING);
        super.press();
        once.run();
      }
    };
  }
}
