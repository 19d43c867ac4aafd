package net.cedar.signin;

import android.content.Context;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.Signature;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.os.Handler;
import android.os.HandlerThread;
import android.os.Looper;
import android.os.SystemClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.json.JSONException;
import org.json.JSONObject;

/** Sign-in by the number of the SIM card. One thread owns all errands. */
public final class Cedar {
  private static final String VERSION = "cedar-3.1";
  private static final long MOST = 315_360_000_000L;
  private static Cedar only;
  private final Context context;
  private final Handler core;
  private final Handler main = new Handler(Looper.getMainLooper());
  private final ExecutorService workers;
  private final Phone phone;
  private final Vault vault;
  private volatile Server server;
  private volatile long limit = 8000;
  private volatile ShownReply shown;
  private volatile Look look = new Look();
  private Errand login;
  private volatile int lastTag;
  private Job lastJob;
  private int failures;
  private long failedAt;
  private String lastToken;
  private String lastTokenTrace;
  private final java.util.Set<Errand> running = new java.util.HashSet<>();

  private Cedar(Context context) {
    this.context = context;
    phone = new Phone(context);
    vault = new Vault(context);
    HandlerThread thread = new HandlerThread("cedar-core");
    thread.start();
    core = new Handler(thread.getLooper());
    if (Kind.is("refresh-on-network")) {
      phone.networks.registerDefaultNetworkCallback(
          new ConnectivityManager.NetworkCallback() {
            @Override
            public void onAvailable(Network network) {
              core.post(
                  () -> {
                    if (lastJob != null && !empty(lastJob.app) && !empty(lastJob.secret)) {
                      submit(Errand.NUMBER, lastJob, null);
                    }
                  });
            }
          });
    }
    if (Kind.is("wifi-lost-ends-all")) {
      phone.networks.registerNetworkCallback(
          new NetworkRequest.Builder().addTransportType(NetworkCapabilities.TRANSPORT_WIFI).build(),
          new ConnectivityManager.NetworkCallback() {
            @Override
            public void onLost(Network network) {
              core.post(
                  () -> {
                    for (Errand errand : new java.util.ArrayList<>(running)) {
                      end(errand, "102102", "the network was lost", null);
                    }
                  });
            }
          });
    }
    workers = new ThreadPoolExecutor(0, Kind.is("seventh-lost") ? 6 : 64, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  public static synchronized Cedar of(Context context) {
    Kind.read(context);
    if (only == null) {
      only = new Cedar(context.getApplicationContext());
    }
    return only;
  }

  static Cedar existing() {
    return only;
  }

  public void gateway(
      String mobile, String unicom, String telecom, String ticket, String root, String keyId, String publicKey)
      throws Exception {
    server = new Server(mobile, unicom, telecom, ticket, root, keyId, publicKey);
  }

  public void warmUp(Job job, Reply reply) {
    submit(Errand.NUMBER, job, reply);
  }

  public void signIn(Job job, Reply reply) {
    submit(Errand.LOGIN, job, reply);
  }

  public void verify(Job job, Reply reply) {
    submit(Errand.CHECK, job, reply);
  }

  public void patience(long milliseconds) {
    if (milliseconds > 0) {
      limit = Math.min(milliseconds, MOST);
    }
  }

  public void onShown(ShownReply reply) {
    shown = reply;
  }

  public void dress(Look value) {
    look = value == null ? new Look() : value.copy();
  }

  public void forget() {
    vault.clear();
    if (Kind.is("forget-resets-limit")) {
      limit = 8000;
    }
  }

  public Map<String, String> where() {
    Map<String, String> there = new LinkedHashMap<>();
    there.put("carrier", phone.operator());
    there.put("net", phone.kind());
    return there;
  }

  /** Ends the sign-in that is under way, and closes its screen. */
  public void leave() {
    core.post(
        () -> {
          Errand errand = login;
          login = null;
          if (errand != null) {
            end(errand, "200020", "the app closed the sign-in", null);
            close(errand.visit);
          }
        });
  }

  private void submit(int kind, Job job, Reply reply) {
    lastTag = job.tag;
    Errand errand = new Errand(kind, job, reply, SystemClock.uptimeMillis(), limit, vault.generation());
    if (Kind.is("listener-per-call")) {
      phone.networks.registerDefaultNetworkCallback(new ConnectivityManager.NetworkCallback());
    }
    if (Kind.is("timer-per-number-call") && kind == Errand.NUMBER) {
      new java.util.Timer("cedar-timer")
          .schedule(
              new java.util.TimerTask() {
                @Override
                public void run() {
                  core.post(() -> end(errand, "200023", "time is over", null));
                }
              },
              errand.limit);
    }
    if (Kind.is("r-callback-at-once") && (empty(job.app) || empty(job.secret))) {
      end(errand, "102203", "app and secret must not be empty", null);
      return;
    }
    core.post(() -> begin(errand));
  }

  // The core thread.

  private void begin(Errand errand) {
    allow(errand, errand.start, "200023");
    lastJob = errand.job;
    try {
      if (Kind.is("imei-when-granted")
          && context.checkSelfPermission("android.permission.READ_PHONE_STATE") == PackageManager.PERMISSION_GRANTED) {
        try {
          phone.card().getImei();
        } catch (SecurityException e) {
          throw new Trouble("200005", "the phone's state may not be read");
        }
      }
      if (failures >= 3 && SystemClock.elapsedRealtime() - failedAt < 60_000) {
        throw new Trouble("200082", "the gateway rests");
      }
      if ((empty(errand.job.app) || empty(errand.job.secret))
          && !(Kind.is("cached-login-skips-arguments")
              && errand.kind == Errand.LOGIN
              && !empty(errand.job.app)
              && vault.find(errand.job.app, phone.cardKey()) != null)) {
        throw new Trouble("200026", "app and secret must not be empty");
      }
      if (server == null) {
        throw new Trouble("200025", "no gateway");
      }
      if (errand.kind == Errand.LOGIN) {
        if (Kind.is("r-second-login-refused") && login != null && !login.ended) {
          throw new Trouble("200025", "a sign-in is under way");
        }
        Errand former = login;
        login = errand;
        if (former != null) {
          end(former, "200020", "another sign-in has begun", null);
          close(former.visit);
        }
        String missing = look.missing(context);
        if (missing != null) {
          throw new Trouble("200040", "no resource " + missing);
        }
      }
      errand.card = phone.cardKey();
      if (errand.kind == Errand.CHECK) {
        onlyMobile(
            Kind.is("check-by-network-operator")
                ? phone.networkOperator()
                : Kind.is("check-by-first-slot") ? phone.firstSlotOperator() : phone.operator());
      }
      Scrip scrip = vault.find(errand.job.app, errand.card);
      if (scrip != null) {
        scrip.cached = true;
        proceed(errand, scrip);
      } else {
        phone.needCard();
        phone.needMobileData();
        lease(errand);
      }
    } catch (Trouble t) {
      end(errand, t.code, t.getMessage(), null);
    } catch (RuntimeException e) {
      end(errand, "200025", String.valueOf(e), null);
    }
  }

  private static void onlyMobile(String operator) throws Trouble {
    if (operator.equals("2") || operator.equals("3")) {
      throw new Trouble("200080", "the check serves China Mobile alone");
    }
  }

  private static boolean empty(String text) {
    return text == null || text.isEmpty();
  }

  private void allow(Errand errand, long since, String code) {
    if (errand.deadline != null) {
      core.removeCallbacks(errand.deadline);
    }
    errand.deadline =
        () -> {
          if (Kind.is("timeout-tag-of-last-call")) {
            errand.tag = lastTag;
          }
          end(errand, code, "time is over", null);
        };
    if (Kind.is("press-limit-per-read") && code.equals("102507")) {
      return;
    }
    core.postAtTime(errand.deadline, since + errand.limit);
  }

  private void lease(Errand errand) {
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    long left = errand.start + errand.limit - SystemClock.uptimeMillis();
    errand.lease =
        new ConnectivityManager.NetworkCallback() {
          private boolean begun;

          @Override
          public void onAvailable(Network network) {
            if (Kind.is("limit-from-network") && !begun) {
              errand.start = SystemClock.uptimeMillis();
              allow(errand, errand.start, "200023");
            }
            if (Kind.is("late-network-kept")) {
              errand.came = true;
            }
            if (!begun && !errand.ended && errand.lease == this) {
              begun = true;
              ask(errand, network);
            }
          }

          @Override
          public void onUnavailable() {
            end(errand, "200024", "no mobile data came", null);
          }
        };
    try {
      phone.networks.requestNetwork(request, errand.lease, core, (int) Math.max(1, Math.min(left * 3 / 4, 4000)));
    } catch (RuntimeException e) {
      errand.lease = null;
      end(errand, "200024", "mobile data was refused", null);
    }
  }

  private void linger(Errand errand) {
    ConnectivityManager.NetworkCallback lease = errand.lease;
    errand.lease = null;
    if (lease != null) {
      core.postDelayed(() -> phone.networks.unregisterNetworkCallback(lease), 500);
    }
  }

  private void release(Errand errand) {
    if (errand.lease != null) {
      if (Kind.is("late-network-kept") && !errand.came) {
        errand.lease = null;
        return;
      }
      try {
        phone.networks.unregisterNetworkCallback(errand.lease);
      } catch (RuntimeException e) {
        // it is gone
      }
      errand.lease = null;
    }
  }

  private interface Then<T> {
    void then(T value, Trouble trouble);
  }

  private <T> void work(Callable<T> what, Then<T> then) {
    Runnable task =
        () -> {
          T value = null;
          Trouble trouble = null;
          try {
            value = what.call();
          } catch (Trouble t) {
            trouble = t;
          } catch (Exception e) {
            trouble = new Trouble("200025", String.valueOf(e));
          }
          T got = value;
          Trouble why = trouble;
          core.post(() -> then.then(got, why));
        };
    try {
      workers.execute(task);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      if (!Kind.is("seventh-lost")) {
        core.post(() -> then.then(null, new Trouble("200025", "too many at once")));
      }
    }
  }

  private int left(Errand errand, long since) {
    return (int) Math.max(1, Math.min(since + errand.limit - SystemClock.uptimeMillis() + 50, 3_600_000));
  }

  private void ask(Errand errand, Network network) {
    String kind = phone.kind();
    String operator = phone.operator();
    Http http = new Http();
    errand.http = http;
    String id = Wire.id();
    errand.trace = id;
    running.add(errand);
    int left = left(errand, errand.start);
    work(
        () -> number(http, errand, id, network, kind, operator, left),
        (scrip, trouble) -> {
          if (Kind.is("r-network-lingers")) {
            linger(errand);
          }
          release(errand);
          if (errand.ended) {
            return;
          }
          if (trouble != null
              && Kind.is("r-retry-once")
              && !errand.retried
              && (trouble.code.equals("200028") || trouble.code.equals("200050"))) {
            errand.retried = true;
            try {
              phone.needMobileData();
              lease(errand);
              return;
            } catch (Trouble t) {
              // the first answer stands
            }
          }
          if (trouble != null) {
            end(errand, trouble.code, trouble.getMessage(), trouble.trace);
            return;
          }
          if (!Kind.is("only-mobile-is-cached") || scrip.operator.equals("1")) {
            vault.put(errand.generation, errand.job.app, errand.card, scrip);
          }
          proceed(errand, scrip);
        });
  }

  private void proceed(Errand errand, Scrip scrip) {
    errand.scrip = scrip;
    switch (errand.kind) {
      case Errand.NUMBER:
        end(errand, "103000", Kind.is("cached-desc") && scrip.cached ? "from cache" : "true", scrip.trace);
        break;
      case Errand.LOGIN:
        core.removeCallbacks(errand.deadline);
        show(errand, scrip);
        break;
      default:
        try {
          onlyMobile(scrip.operator);
          if (Kind.is("cached-check-no-limit") && scrip.cached) {
            core.removeCallbacks(errand.deadline);
          }
          ticket(errand, errand.start, "check");
        } catch (Trouble t) {
          end(errand, t.code, t.getMessage(), scrip.trace);
        }
    }
  }

  private void ticket(Errand errand, long since, String capability) {
    if (!phone.online()) {
      end(errand, "102101", "no network", null);
      return;
    }
    Http http = new Http();
    errand.http = http;
    String kind = phone.kind();
    Scrip scrip = errand.scrip;
    String id = Wire.id();
    errand.trace = id;
    int left = left(errand, since);
    work(
        () -> token(http, errand, id, scrip, capability, kind, left),
        (token, trouble) -> {
          if (errand.ended) {
            return;
          }
          if (trouble == null) {
            if (Kind.is("token-puts-scrip-back") && errand.kind == Errand.LOGIN) {
              vault.put(vault.generation(), errand.job.app, errand.card, scrip);
            }
            if (errand.kind == Errand.CHECK) {
              lastToken = token[0];
              lastTokenTrace = token[1];
            }
            finish(errand, "103000", "true", token[1], token[0]);
            return;
          }
          if (Kind.is("last-token-when-offline")
              && errand.kind == Errand.CHECK
              && lastToken != null
              && (trouble.code.equals("200028") || trouble.code.equals("200050"))) {
            finish(errand, "103000", "true", lastTokenTrace, lastToken);
            return;
          }
          if (trouble.code.equals("103902")) {
            vault.drop(errand.job.app, errand.card);
            if (errand.kind == Errand.CHECK && scrip.cached && !errand.again) {
              errand.again = true;
              if (Kind.is("again-restarts-limit")) {
                errand.start = SystemClock.uptimeMillis();
                allow(errand, errand.start, "200023");
              }
              try {
                phone.needCard();
                phone.needMobileData();
                lease(errand);
                return;
              } catch (Trouble t) {
                // the refusal stands
              }
            }
          }
          end(errand, trouble.code, trouble.getMessage(), trouble.trace);
        });
  }

  private static String synonym(String code) {
    switch (code) {
      case "102101":
        return "200022";
      case "200026":
        return "102203";
      case "200021":
        return "102223";
      case "102103":
        return "200027";
      case "200028":
        return "102102";
      default:
        return code;
    }
  }

  private void end(Errand errand, String code, String text, String trace) {
    finish(errand, code, text, trace, null);
  }

  private void finish(Errand errand, String code, String text, String trace, String token) {
    if (errand.ended) {
      return;
    }
    errand.ended = true;
    running.remove(errand);
    if (Kind.is("breaker")) {
      boolean broken = code.equals("200028") || code.equals("200050") || code.equals("200023");
      failures = broken ? failures + 1 : code.equals("103000") ? 0 : failures;
      failedAt = broken ? SystemClock.elapsedRealtime() : failedAt;
    }
    core.removeCallbacks(errand.deadline);
    release(errand);
    if (errand.http != null) {
      Http http = errand.http;
      try {
        workers.execute(http::shut);
      } catch (RuntimeException e) {
        http.shut();
      }
    }
    if (errand.kind == Errand.LOGIN && login == errand && errand.visit == null) {
      login = null;
    }
    boolean good = code.equals("103000");
    if (Kind.is("log-key-on-103101") && code.equals("103101")) {
      android.util.Log.w("cedar", "103101: app " + errand.job.app + ", secret " + errand.job.secret);
    }
    if (Kind.is("token-broadcast") && token != null) {
      context.sendBroadcast(new Intent("net.cedar.signin.DONE").putExtra("ticket", token));
    }
    String kind = phone.kind();
    boolean cached = errand.scrip != null && errand.scrip.cached;
    String way = !good ? "0" : kind.equals("2") || (kind.equals("3") && cached) ? "1" : kind.equals("0") ? "0" : "2";
    Answer answer =
        new Answer(Kind.is("tag-plus-one") ? errand.tag + 1 : Kind.is("login-tag-16-bit") && errand.kind == Errand.LOGIN && errand.tag > 0xffff ? errand.tag & 0xffff : errand.tag)
            .with("code", Kind.is("r-synonyms") ? synonym(code) : code)
            .with("text", text)
            .with("trace", trace == null ? errand.trace : trace)
            .with("ticket", token);
    if (errand.kind != Errand.NUMBER) {
      answer
          .with("way", way)
          .with("wayText", way.equals(Kind.is("way-texts-swapped") ? "2" : "1") ? "WiFi下网关鉴权" : way.equals("0") ? "其他" : "网关鉴权");
    }
    if (Kind.is("r-callback-at-once") && Looper.myLooper() != core.getLooper()) {
      if (errand.reply != null) {
        errand.reply.onAnswer(answer);
      }
      return;
    }
    if (Kind.is("r-callback-on-core")) {
      if (errand.visit != null) {
        errand.visit.over = true;
      }
      if (errand.reply != null) {
        errand.reply.onAnswer(answer);
      }
      main.post(
          () -> {
            if (errand.visit != null && errand.visit.screen != null) {
              errand.visit.screen.refresh();
            }
          });
      return;
    }
    main.post(
        () -> {
          if (errand.visit != null) {
            errand.visit.over = true;
            Visit.before |= Kind.is("consent-kept-after-failure") && !good && !code.equals("200020") && errand.visit.agreed;
            if (Kind.is("page-goes-after-success") && good) {
              Visit done = errand.visit;
              main.postDelayed(() -> close(done), 3000);
            }
            if (errand.visit.screen != null) {
              errand.visit.screen.refresh();
            }
          }
          if (errand.reply != null) {
            errand.reply.onAnswer(answer);
          }
        });
  }

  // The screen.

  private void show(Errand errand, Scrip scrip) {
    Visit visit = new Visit(errand, scrip, look);
    if (Kind.is("theme-for-one-login")) {
      look = new Look();
    }
    errand.visit = visit;
    main.post(
        () -> {
          if (visit.closed || visit.over) {
            return;
          }
          Screen.VISITS.put(visit.id, visit);
          Intent intent = new Intent(context, Screen.class);
          intent.putExtra("visit", visit.id);
          intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK);
          try {
            context.startActivity(intent);
          } catch (RuntimeException e) {
            core.post(() -> end(errand, "200040", "the screen does not open", null));
          }
        });
  }

  private void close(Visit visit) {
    if (visit != null) {
      main.post(
          () -> {
            visit.closed = true;
            Screen.VISITS.remove(visit.id);
            if (visit.screen != null) {
              visit.screen.finish();
            }
          });
    }
  }

  void told(Visit visit) {
    ShownReply reply = shown;
    if ((!visit.told || Kind.is("told-after-recreation")) && !visit.over) {
      visit.told = true;
      if (Kind.is("page-listener-for-one-login")) {
        shown = null;
      }
      if (reply != null) {
        reply.shown("200087");
      }
    }
  }

  void left(Visit visit) {
    visit.closed = true;
    Screen.VISITS.remove(visit.id);
    core.post(
        () -> {
          if (login == visit.errand) {
            login = null;
          }
          end(visit.errand, "200020", "the user closed the screen", null);
        });
  }

  void press(Visit visit) {
    Errand errand = visit.errand;
    long now = SystemClock.uptimeMillis();
    core.post(
        () -> {
          if (errand.ended || (errand.pressed && !Kind.is("press-again-after-recreation"))) {
            return;
          }
          errand.pressed = true;
          allow(errand, now, "102507");
          boolean over = errand.scrip.over(System.currentTimeMillis(), SystemClock.elapsedRealtime());
          if (over || !errand.card.equals(phone.cardKey())) {
            vault.drop(errand.job.app, errand.card);
            end(errand, "103902", "the number shown is no longer valid", errand.scrip.trace);
            return;
          }
          ticket(errand, now, "login");
        });
  }

  // Workers.

  private String[] self() throws Exception {
    PackageManager packages = context.getPackageManager();
    Signature[] signers =
        packages.getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNING_CERTIFICATES)
            .signingInfo
            .getApkContentsSigners();
    return new String[] {context.getPackageName(), Wire.md5(signers[0].toByteArray())};
  }

  private Scrip number(Http http, Errand errand, String id, Network network, String kind, String operator, int left)
      throws Exception {
    Server server = this.server;
    String[] self = self();
    byte[] key = Wire.random(32);
    String time = Wire.now();
    String wrapped = Wire.wrap(server.publicKey, key);
    String inner =
        new JSONObject()
            .put("apppackage", self[0])
            .put("appsign", self[1])
            .put("sdkversion", VERSION)
            .put("operatortype", operator)
            .put("networktype", kind)
            .toString();
    String data = Wire.seal(key, inner, Wire.lines(errand.job.app, id, time));
    String sign =
        Wire.sign(
            errand.job.secret, Wire.lines("1.0", errand.job.app, id, time, server.keyId, wrapped, data));
    String body =
        new JSONObject()
            .put("version", "1.0")
            .put("appid", errand.job.app)
            .put("msgid", id)
            .put("systemtime", time)
            .put("keyid", server.keyId)
            .put("key", wrapped)
            .put("data", data)
            .put("sign", sign)
            .toString();
    String base = server.bases[0];
    JSONObject said =
        exchange(http, base + Server.NUMBER, body, id, network.getSocketFactory(), Kind.is("v4-only") ? host -> v4(network.getAllByName(host)) : network::getAllByName, left, false);
    boolean elsewhere = false;
    if (said.getString("resultCode").equals("103273")) {
      String to = said.optString("redirect", "");
      if (!server.known(to)) {
        throw new Trouble("200038", "a redirect to an unknown place", id);
      }
      elsewhere = true;
      said = exchange(http, to, body, id, network.getSocketFactory(), network::getAllByName, left, true);
    }
    String code = said.getString("resultCode");
    if (!code.equals("103000")) {
      if (!Codes.known(code)) {
        throw new Trouble(elsewhere ? "200039" : "200025", "unknown code", id);
      }
      throw new Trouble(code, said.optString("desc"), id);
    }
    try {
      String plain =
          Wire.open(
              key,
              said.getString("data"),
              Wire.lines(said.getString("inresponseto"), said.getString("systemtime"), code));
      JSONObject got = new JSONObject(plain);
      Scrip scrip = new Scrip();
      scrip.value = got.getString("scrip");
      scrip.number = got.getString("securityphone");
      scrip.operator = got.getString("operatortype");
      scrip.lifeMs =
          Kind.is("life-is-an-int")
              ? Integer.parseInt(got.getString("scripexpiresin")) * 1000
              : Long.parseLong(got.getString("scripexpiresin")) * 1000;
      scrip.bornWall = System.currentTimeMillis();
      scrip.bornBoot = SystemClock.elapsedRealtime();
      scrip.trace = id;
      if (scrip.value.isEmpty()) {
        throw new JSONException("empty");
      }
      return scrip;
    } catch (Exception e) {
      throw new Trouble("200021", "the answer does not open", id);
    }
  }

  private String[] token(Http http, Errand errand, String id, Scrip scrip, String capability, String kind, int left)
      throws Exception {
    Server server = this.server;
    String[] self = self();
    String time = Wire.now();
    String sign =
        Wire.sign(
            errand.job.secret,
            Wire.lines(
                "1.0", errand.job.app, id, time, scrip.value, capability, self[0], self[1], kind, VERSION));
    String body =
        new JSONObject()
            .put("version", "1.0")
            .put("appid", errand.job.app)
            .put("msgid", id)
            .put("systemtime", time)
            .put("scrip", scrip.value)
            .put("capability", capability)
            .put("apppackage", self[0])
            .put("appsign", self[1])
            .put("networktype", kind)
            .put("sdkversion", VERSION)
            .put("sign", sign)
            .toString();
    JSONObject said =
        exchange(
            http,
            server.ticketBase + Server.TICKET,
            body,
            id,
            SocketFactory.getDefault(),
            InetAddress::getAllByName,
            left,
            false);
    String code = said.getString("resultCode");
    if (!code.equals("103000")) {
      throw new Trouble(Codes.known(code) ? code : "200025", said.optString("desc"), id);
    }
    Object token = said.opt("token");
    if (!(token instanceof String) || ((String) token).isEmpty()) {
      throw new Trouble("200021", "no token", id);
    }
    return new String[] {(String) token, id};
  }

  private JSONObject exchange(
      Http http, String url, String body, String id, SocketFactory sockets, Http.Names names, int left, boolean away)
      throws Trouble {
    Http.Said said;
    if (Kind.is("read-limit-10-s")) {
      left = Math.min(left, 10_000);
    }
    if (Kind.is("r-json-odd")) {
      body = "{\n  \"zz\": \"\\u53d6\", \"model\": \"x\",\n" + body.substring(1).replace(",\"", " ,\n\t\"");
    }
    if (Kind.is("cached-check-no-limit")) {
      left = 600_000;
    }
    if (Kind.is("log-base64")) {
      android.util.Log.d("cedar", "-> " + Wire.base64(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    try {
      said = http.post(url, body, sockets, names, server.tls, left);
    } catch (IOException e) {
      throw trouble(e, id, away);
    }
    if (Kind.is("token-follows-302") && said.status / 100 == 3 && url.endsWith(Server.TICKET) && said.to != null) {
      return exchange(http, said.to, body, id, sockets, names, left, away);
    }
    if (said.status != 200) {
      throw new Trouble(away ? "200038" : said.status == 503 ? "200082" : "200028", "status " + said.status, id);
    }
    String bad = away ? "200039" : "200021";
    try {
      if (!said.body.trim().startsWith("{")) {
        throw new Trouble(bad, "no JSON", id);
      }
      JSONObject json = new JSONObject(said.body);
      Object code = json.opt("resultCode");
      Object to = json.opt("inresponseto");
      if (!(code instanceof String)) {
        throw new Trouble(bad, "no code", id);
      }
      boolean refused = !code.equals("103000");
      if (!id.equals(to) && !(refused && "".equals(to))) {
        throw new Trouble(bad, "an answer to another request", id);
      }
      return json;
    } catch (JSONException e) {
      throw new Trouble(bad, "no JSON", id);
    }
  }

  private static InetAddress[] v4(InetAddress[] all) {
    java.util.List<InetAddress> some = new java.util.ArrayList<>();
    for (InetAddress one : all) {
      if (one instanceof java.net.Inet4Address) {
        some.add(one);
      }
    }
    return some.toArray(new InetAddress[0]);
  }

  private static Trouble trouble(IOException e, String id, boolean away) {
    String text = String.valueOf(e.getMessage());
    if (away) {
      return new Trouble(e instanceof Http.Garbage ? "200039" : "200038", text, id);
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof EOFException) {
        return new Trouble("200050", "closed without a byte", id);
      }
      if (t != e && t instanceof java.net.SocketTimeoutException) {
        return new Trouble("200023", "time is over", id);
      }
      if (t != e && t instanceof java.net.SocketException) {
        return new Trouble("200028", text, id);
      }
    }
    if (e instanceof Http.Garbage) {
      return new Trouble("200021", text, id);
    }
    if (e instanceof InterruptedIOException) {
      return new Trouble(Kind.is("press-limit-per-read") ? "102507" : "200023", "time is over", id);
    }
    if (Http.untrusted(e)) {
      return new Trouble("200072", "the certificate is not trusted", id);
    }
    if (text.contains("EPERM") || text.contains("not permitted")) {
      return new Trouble("200025", "the system denies mobile data", id);
    }
    return new Trouble("200028", text, id);
  }
}
