package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.HttpRequest;
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

final class ButtonTwice implements Parts {
  private static final long LIMIT_MILLIS = 8000;

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final AtomicReference<Runnable> repeat = new AtomicReference<>(() -> {});

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      if (request.endpoint.isSecure) {
        repeat.set(() -> send(reference, request, route));
      }
      return reference.send(request, route);
    };
  }

  /** The button stays as it is. */
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          @Override
          public void setPressable(boolean isPressable) {
            super.setPressable(true);
          }
        };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      private boolean isPressed;

      @Override
      public void press() {
        super.press();
        if (isPressed) {
          pool.execute(() -> repeat.get().run());
        }
        isPressed |= scene.view.isConsented();
      }
    };
  }

  private static void send(Transport transport, HttpRequest request, Route route) {
    Tenure own = new Tenure(Limit.in(LIMIT_MILLIS), new CallResources());
    try {
      transport.send(request, new Route(route.bearer, route.secure, own));
    } catch (FailureException error) {
      // Nobody waits for the second token.
      return;
    }
  }
}
