package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ArgumentPolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.Map;
import java.util.concurrent.Executor;

/** Runs calls on worker threads: what all three have in common before their own steps. */
final class CallStarter {
  private final CallTools tools;
  private final Device device;
  private final ArgumentPolicy arguments;
  private final MessageIds ids;
  private final PageHost pages;
  private final Map<Api, Flow> flows;
  private final Executor workers;

  CallStarter(Common common, Sources sources, Map<Api, Flow> flows, Executor workers) {
    pages = sources.pages;
    tools = common.tools;
    device = common.device;
    arguments = common.arguments;
    ids = common.ids;
    this.flows = flows;
    this.workers = workers;
  }

  /** What every call needs before it differs from the others. */
  static final class Common {
    private final CallTools tools;
    private final Device device;
    private final ArgumentPolicy arguments;
    private final MessageIds ids;

    Common(CallTools tools, Device device, ArgumentPolicy arguments, MessageIds ids) {
      this.tools = tools;
      this.device = device;
      this.arguments = arguments;
      this.ids = ids;
    }
  }

  void start(CallRequest request) {
    Call call = new Call(request, tools);
    if (call.api == Api.LOGIN_AUTH) {
      pages.expect(call);
    }
    workers.execute(() -> run(call));
  }

  private void run(Call call) {
    try {
      call.setTraceId(ids.next());
      Sim sim = device.sim();
      call.describe(sim, device.networkType(sim));
      check(call);
      flows.get(call.api).run(call);
    } catch (FailureException error) {
      call.fail(error);
    } catch (GatewayRefusal refusal) {
      call.end(refusal.code);
    } catch (RuntimeException error) {
      tools.log.warn("an unexpected failure", error);
      call.fail(new FailureException(Failure.INTERNAL, error));
    } finally {
      pages.expectNoMore(call);
    }
  }

  private void check(Call call) throws FailureException {
    if (!arguments.accepts(call.api, call.app)) {
      throw new FailureException(Failure.BAD_ARGUMENT, "appId or appKey is missing");
    }
    if (call.gateway == null) {
      throw new FailureException(Failure.NOT_CONFIGURED, "no gateway installed");
    }
    if (device.isPhoneStateRefused()) {
      throw new FailureException(
          Failure.PERMISSION_REFUSED, "READ_PHONE_STATE, which the app asks for, was refused");
    }
  }
}
