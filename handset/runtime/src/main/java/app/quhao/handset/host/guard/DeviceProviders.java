package app.quhao.handset.host.guard;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The security providers that an app sees: those of Android by name and order (libcore,
 * java.security), and those that the app has added. BC is the platform's own. AndroidOpenSSL,
 * AndroidNSSP and CertPathProvider stand for those of the JDK, which do their work here and are
 * hidden.
 */
public final class DeviceProviders {
  private static final NamedProvider OPEN_SSL =
      new NamedProvider(
          "AndroidOpenSSL", "Android's OpenSSL-backed security provider", ConscryptAlgorithms::has);

  private static final List<NamedProvider> STAND_INS =
      List.of(
          new NamedProvider(
              "AndroidNSSP",
              "Android Network Security Policy Provider",
              (type, algorithm) ->
                  type.equals("TrustManagerFactory") && ConscryptAlgorithms.has(type, algorithm)),
          OPEN_SSL,
          new NamedProvider(
              "CertPathProvider",
              "Provider of CertPathBuilder and CertPathVerifier",
              (type, algorithm) -> type.startsWith("CertPath") && algorithm.equals("PKIX")));

  private static volatile Set<Provider> platform = Set.of();
  private static volatile Once bouncyCastle = new Once(() -> null);

  private DeviceProviders() {}

  /**
   * Takes the providers that are installed now for those of the platform.
   *
   * @param ofPlatform Android's own Bouncy Castle, made when it is first asked for
   */
  public static void install(Supplier<Provider> ofPlatform) {
    Set<Provider> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(Arrays.asList(Security.getProviders()));
    platform = all;
    bouncyCastle = new Once(ofPlatform);
  }

  /** Security.getProviders of a phone. */
  public static Provider[] getProviders() {
    List<Provider> all = new ArrayList<>();
    for (Provider each : Security.getProviders()) {
      if (isHidden(each)) {
        STAND_INS.stream().filter(one -> !isIn(all, one)).forEach(all::add);
      } else {
        all.add(shown(each));
      }
    }
    return all.toArray(Provider[]::new);
  }

  /** Security.getProvider of a phone. */
  public static Provider getProvider(String name) {
    return Arrays.stream(getProviders())
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The provider under which a phone shows what this one does here. */
  public static Provider shown(Provider provider) {
    if (provider == null) {
      return null;
    }
    if (isHidden(provider)) {
      return OPEN_SSL;
    }
    return isRegisteredBouncyCastle(provider) ? bouncyCastle() : provider;
  }

  /** Makes it where nobody has asked for it yet. */
  static Provider bouncyCastle() {
    return bouncyCastle.get();
  }

  static boolean isBouncyCastle(Provider provider) {
    return bouncyCastle.isMade(provider);
  }

  /** False where the app has removed it. */
  static boolean hasBouncyCastle() {
    return Arrays.stream(Security.getProviders())
        .anyMatch(DeviceProviders::isRegisteredBouncyCastle);
  }

  static Provider openSsl() {
    return OPEN_SSL;
  }

  static boolean isStandIn(Provider provider) {
    return provider instanceof NamedProvider;
  }

  /** Providers that the app has added. */
  static Stream<Provider> ofApp() {
    return Arrays.stream(Security.getProviders()).filter(DeviceProviders::isOfApp);
  }

  /** Those of the platform but Bouncy Castle. */
  static Stream<Provider> ofPlatform() {
    Stream<Provider> ofFramework =
        Arrays.stream(Security.getProviders())
            .filter(each -> !isOfApp(each) && !isHidden(each) && !isRegisteredBouncyCastle(each));
    return Stream.concat(STAND_INS.stream(), ofFramework);
  }

  /** The framework adds its own AndroidNSSP when an app starts. */
  static boolean isOfApp(Provider provider) {
    return !platform.contains(provider)
        && !isStandIn(provider)
        && !isBouncyCastle(provider)
        && !provider.getClass().getName().startsWith("android.");
  }

  private static boolean isIn(List<Provider> all, Provider provider) {
    return all.stream().anyMatch(each -> each.getName().equals(provider.getName()));
  }

  private static boolean isHidden(Provider provider) {
    return platform.contains(provider) && provider.getClass().getModule().isNamed();
  }

  /** Robolectric's, in whose place an app sees Android's. */
  private static boolean isRegisteredBouncyCastle(Provider provider) {
    return platform.contains(provider) && provider.getName().equals("BC");
  }

  /** Android's Bouncy Castle takes a while to make, and most apps do not ask for it. */
  private static final class Once implements Supplier<Provider> {
    private final Supplier<Provider> maker;
    private Provider made;

    Once(Supplier<Provider> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized Provider get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }

    synchronized boolean isMade(Provider provider) {
      return made != null && made == provider;
    }
  }

  /** A provider of Android whose services are the JDK's. */
  private static final class NamedProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient BiPredicate<String, String> offers;

    NamedProvider(String name, String info, BiPredicate<String, String> offers) {
      super(name, "1.0", info);
      this.offers = offers;
    }

    @Override
    public Service getService(String type, String algorithm) {
      return offers.test(type, algorithm) ? new StandIn(this, type, algorithm) : null;
    }
  }

  private static final class StandIn extends Provider.Service {
    StandIn(Provider provider, String type, String algorithm) {
      super(provider, type, algorithm, StandIn.class.getName(), List.of(), Map.of());
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      if (getType().equals("SecureRandom")) {
        return new DeviceRandom();
      }
      String algorithm = DeviceAlgorithms.ofJdk(getType(), getAlgorithm());
      for (Provider each : Security.getProviders()) {
        Provider.Service service = isHidden(each) ? each.getService(getType(), algorithm) : null;
        if (service != null) {
          return service.newInstance(parameter);
        }
      }
      throw new NoSuchAlgorithmException(
          getAlgorithm() + " " + getType() + " is not implemented by the handset");
    }

    @Override
    public boolean supportsParameter(Object parameter) {
      return true;
    }
  }

  /** SHA1PRNG of a phone: a seed adds to what the kernel gives and never decides the numbers. */
  private static final class DeviceRandom extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    private final SecureRandom numbers = new SecureRandom();

    @Override
    protected void engineSetSeed(byte[] seed) {
      numbers.setSeed(seed);
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      numbers.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int bytes) {
      return numbers.generateSeed(bytes);
    }
  }
}
