package app.quhao.handset.convert.foreign.programs;

import java.util.StringJoiner;
import java.util.function.IntSupplier;

/** Private members used across nested classes, and interfaces with every kind of method. */
public final class Nests {
  private static int made;
  private int count = 1;

  private Nests() {
    made++;
  }

  public static String run() {
    StringJoiner out = new StringJoiner("\n");
    Nests nests = new Nests();
    Nests.Inner inner = nests.new Inner("a");
    Nests.Inner.Deep deep = inner.new Deep();
    out.add(deep.sum() + " " + nests.count + " " + inner.text + " " + made);
    out.add(new Child().all());
    out.add(new Override2().name() + " " + new Override2().of(Left.super2()));
    out.add(Counter.LAST + " " + Counter.next() + " " + Counter.LAST);
    Named anonymous = () -> "lambda";
    out.add(anonymous.greet() + " " + anonymous.twice());
    out.add(new Generic().apply("x") + " " + ((Raw<String>) new Generic()).apply("y"));
    return out.toString();
  }

  private final class Inner {
    private String text;

    private Inner(String text) {
      this.text = text + count;
    }

    private final class Deep {
      private long sum() {
        count += 4;
        count++;
        text += count;
        IntSupplier supplier = () -> count++ + text.length();
        return supplier.getAsInt() + Nests.hidden(text) + new Nests().count;
      }
    }
  }

  private static int hidden(String text) {
    return text.length() * 100;
  }

  private abstract static class Parent {
    private String secret() {
      return "parent";
    }

    String all() {
      return secret() + ((Parent) new Child()).secret();
    }
  }

  private static final class Child extends Parent {
    private String secret() {
      return "child";
    }

    @Override
    String all() {
      return secret() + super.all();
    }
  }

  interface Left {
    default String name() {
      return "left" + mine();
    }

    private String mine() {
      return "-" + shared();
    }

    private static String shared() {
      return "shared";
    }

    static String super2() {
      return shared() + 2;
    }
  }

  interface Right extends Left {
    @Override
    default String name() {
      return "right(" + Left.super.name() + ")";
    }

    default String of(String value) {
      return value + name().length();
    }
  }

  interface Other {
    default String name() {
      return "other";
    }
  }

  private static final class Override2 implements Right, Other {
    @Override
    public String name() {
      return Right.super.name() + Other.super.name();
    }
  }

  interface Counter {
    int LAST = next();

    static int next() {
      return ++made;
    }
  }

  @FunctionalInterface
  interface Named {
    String name();

    default String greet() {
      return "hello " + name();
    }

    default String twice() {
      Named self = this::greet;
      return self.greet();
    }
  }

  interface Raw<T> {
    Object apply(T value);
  }

  private static final class Generic implements Raw<String> {
    @Override
    public String apply(String value) {
      return value + value;
    }
  }
}
