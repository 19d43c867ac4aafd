package com.cmic.gen.sdk.flow;

import android.content.Context;
import android.net.ConnectivityManager;
import android.os.Handler;
import android.os.Looper;
import com.cmic.gen.sdk.cache.KeystoreSeal;
import com.cmic.gen.sdk.cache.ScripCache;
import com.cmic.gen.sdk.cache.ScripFile;
import com.cmic.gen.sdk.cache.ScripKeys;
import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.cache.ScripVault;
import com.cmic.gen.sdk.device.AndroidDevice;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.net.CellularAccess;
import com.cmic.gen.sdk.net.CellularSwitch;
import com.cmic.gen.sdk.net.HttpPost;
import com.cmic.gen.sdk.net.NetworkBearer;
import com.cmic.gen.sdk.net.VerifiedTls;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ArgumentPolicy;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.TimePolicy;
import com.cmic.gen.sdk.view.DrawnPageDesign;
import com.cmic.gen.sdk.view.PageDesign;
import com.cmic.gen.sdk.view.PageKit;
import com.cmic.gen.sdk.view.ThemeGuard;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** An SDK assembled from parts: the only place that knows how they fit together. */
final class Sdk {
  final SdkApi api;
  final PageHost pages;
  final ScripStore store;

  private final Context context;
  private final Parts parts;
  private final Device device;
  private final MessageIds ids;
  private final SecureRandom random = new SecureRandom();
  private final CallTools tools;

  Sdk(Context context, Settings settings, Parts parts) {
    this.context = context;
    this.parts = parts;
    Handler main = new Handler(Looper.getMainLooper());
    tools = new CallTools(settings, main::post, rules());
    device = parts.device(new AndroidDevice(context), context);
    ids = parts.messageIds(new RandomMessageIds(random));
    ScripVault vault = parts.vault(new ScripFile(context, parts.seal(new KeystoreSeal())));
    ScripLife life = parts.scripLife(new ScripLife() {});
    ScripKeys keys = parts.scripKeys(new ScripKeys() {});
    store = parts.store(new ScripCache(vault, keys, life), vault);
    RequestWriter requests =
        new RequestWriter(device, ids, parts.capabilities(Capabilities.REFERENCE), random);
    GatewayClient client = client(requests);
    NumberSource numbers = numbers(requests, client);
    ScripSource scrips = parts.scrips(new CachedScrips(device, store, life, numbers), device);
    ScripCheck check = parts.scripCheck(new DeviceScripCheck(device, life));
    TokenSource gateway = new GatewayTokens(device, store, client, tools.codes);
    TokenSource tokens = parts.tokens(new CheckedTokens(gateway, check, store));
    ExecutorService workers = SdkThreads.calls();
    pages = pages(new TokenPress(tokens, workers, tools.log));
    api = api(settings, new Sources(scrips, tokens, pages), workers);
  }

  private CallTools.Rules rules() {
    return new CallTools.Rules(
        parts.alarms(new Watchdog(SdkThreads.alarms())),
        parts.time(new TimePolicy() {}),
        parts.codes(new CodePolicy() {}));
  }

  private GatewayClient client(RequestWriter requests) {
    HttpGatewayClient reference =
        new HttpGatewayClient(
            parts.transport(new HttpPost()),
            parts.bearers(NetworkBearer::new, device),
            parts.tls(VerifiedTls::new),
            requests);
    return parts.client(reference, device);
  }

  private NumberSource numbers(RequestWriter requests, GatewayClient client) {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    CellularAccess cellular = parts.cellular(new CellularSwitch(manager), context);
    Redirects redirects = parts.redirects(new KnownRedirects());
    NumberExchange exchange =
        parts.exchange(new RedirectingExchange(requests, client, redirects, tools.codes));
    return parts.numbers(new CellularNumbers(cellular, exchange), exchange, device);
  }

  private PageHost pages(TokenPress tokens) {
    PageOpener opener = parts.pageOpener(new ActivityOpener(context));
    ThemeGuard guard = parts.themeGuard(new ThemeGuard() {});
    PageDesign design = parts.pageDesign(new DrawnPageDesign(guard));
    PageKit kit = new PageKit(design, parts::pageActions, parts::pageListeners);
    return new PageHost(tools, opener, tokens, kit);
  }

  private SdkApi api(Settings settings, Sources sources, ExecutorService workers) {
    Map<Api, Flow> flows = new EnumMap<>(Api.class);
    flows.put(Api.GET_PHONE_INFO, new GetPhoneInfo(sources.scrips));
    flows.put(Api.LOGIN_AUTH, new LoginAuth(sources.scrips, sources.pages));
    flows.put(Api.MOBILE_AUTH, new MobileAuth(sources.scrips, sources.tokens));
    flows.replaceAll((kind, flow) -> parts.flow(kind, flow, sources));
    ArgumentPolicy arguments = parts.arguments(new ArgumentPolicy() {});
    CallStarter.Common common = new CallStarter.Common(tools, device, arguments, ids);
    CallStarter calls = new CallStarter(common, sources, flows, workers);
    return parts.api(new ReferenceApi(settings, device, store, pages, calls));
  }
}
