package app.quhao.handset.host.guard;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** `cat` and `ls` with what an app may read. */
final class DeviceFiles {
  /** Folders that a phone's rules let no app list. */
  private static final List<String> CLOSED =
      List.of(
          "/", "/data", "/data/app", "/data/data", "/data/user", "/data/user/0", "/data/misc");

  CommandAnswers.Answer cat(List<String> paths) {
    StringBuilder output = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (String path : paths) {
      try {
        output.append(Files.readString(HostAccess.hidden(new File(path)).toPath()));
      } catch (AccessDeniedException e) {
        errors.append("cat: ").append(path).append(": Permission denied\n");
      } catch (IOException e) {
        boolean isFolder = HostAccess.hidden(new File(path)).isDirectory();
        errors
            .append("cat: ")
            .append(path)
            .append(isFolder ? ": Is a directory\n" : ": No such file or directory\n");
      }
    }
    return new CommandAnswers.Answer(errors.isEmpty() ? 0 : 1, output.toString(), errors.toString());
  }

  /** Returns null for options other than -1, -a and -A. */
  CommandAnswers.Answer ls(List<String> arguments) {
    List<String> options = arguments.stream().filter(word -> word.startsWith("-")).toList();
    if (!options.stream().allMatch(option -> option.matches("-[1aA]+"))) {
      return null;
    }
    boolean isAll = options.stream().anyMatch(option -> option.matches("-.*[aA].*"));
    List<String> paths = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    Listing listing = new Listing(isAll, paths.size() > 1);
    (paths.isEmpty() ? List.of("/") : paths).forEach(listing::add);
    return listing.answer();
  }

  private static final class Listing {
    private final boolean isAll;
    private final boolean isTitled;
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();

    Listing(boolean isAll, boolean isTitled) {
      this.isAll = isAll;
      this.isTitled = isTitled;
    }

    void add(String path) {
      File file = HostAccess.hidden(new File(path));
      String[] names = file.list();
      if (CLOSED.contains(new File(path).toPath().normalize().toString())) {
        errors.append("ls: ").append(path).append(": Permission denied\n");
      } else if (file.isFile()) {
        output.append(path).append('\n');
      } else if (names == null) {
        errors.append("ls: ").append(path).append(": No such file or directory\n");
      } else {
        output.append(isTitled ? path + ":\n" : "");
        Arrays.stream(names)
            .filter(name -> isAll || !name.startsWith("."))
            .sorted()
            .forEach(name -> output.append(name).append('\n'));
      }
    }

    CommandAnswers.Answer answer() {
      return new CommandAnswers.Answer(
          errors.isEmpty() ? 0 : 1, output.toString(), errors.toString());
    }
  }
}
