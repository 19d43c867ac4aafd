package app.quhao.mutants.mapping;

import app.quhao.mutants.Mutant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How an answer is read that is HTTP in a rare way, or none. */
public final class MalformedHttpMutants {
  private MalformedHttpMutants() {}

  public static List<Mutant> rows() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new Mutant(
                    "first-piece-of-answer-only",
                    "what one read of the connection brings is taken for the whole answer",
                    () -> new HandMadeHttp(WrongReaders::chunksUnread, 1))
                .breaks("DEV-04", "PRE-01"),
            new Mutant(
                    "interim-answer-taken",
                    "an interim answer (1xx) is taken for the answer",
                    () -> new HandMadeHttp(WrongReaders::interimTaken))
                .breaks("DEV-04"),
            new Mutant(
                    "reason-required",
                    "a status 200 without words behind it is no success",
                    () -> new HandMadeHttp(WrongReaders::reasonRequired))
                .breaks("DEV-04"),
            new Mutant(
                    "header-case-kept",
                    "the length is found under its usual spelling alone",
                    () -> new HandMadeHttp(WrongReaders::caseKept))
                .breaks("DEV-04"),
            new Mutant(
                    "chunks-unread",
                    "a chunked answer is read with the sizes of its chunks",
                    () -> new HandMadeHttp(WrongReaders::chunksUnread))
                .breaks("DEV-04"),
            new Mutant(
                    "charset-refused",
                    "an answer in another character set than UTF-8 is refused unread",
                    () -> new HandMadeHttp(WrongReaders::charsetRefused))
                .breaks("DEV-04"),
            new Mutant(
                    "header-without-colon-as-other",
                    "a line of the head without a colon is reported as 200025",
                    () -> new HandMadeHttp(WrongReaders::colonExpected))
                .breaks("DEV-04"),
            new Mutant(
                    "cut-head-as-time-out",
                    "an answer that ends inside its head is reported as a time-out",
                    () -> new HandMadeHttp(WrongReaders::moreAwaited))
                .breaks("DEV-04"),
            new Mutant(
                    "short-body-as-other",
                    "an answer that is shorter than its length is reported as 200025",
                    () -> new HandMadeHttp(WrongReaders::lengthTrusted))
                .breaks("DEV-04"),
            new Mutant(
                    "length-ignored",
                    "an answer is whatever follows the first brace of the connection",
                    () -> new HandMadeHttp(WrongReaders::objectSought))
                .breaks("DEV-04"),
            new Mutant(
                    "chunk-size-as-other",
                    "chunks without a size are reported as 200025",
                    () -> new HandMadeHttp(WrongReaders::chunkSizeTrusted))
                .breaks("DEV-04"),
            new Mutant(
                    "content-type-in-device-letters",
                    "the content type is compared in the capital letters of the device's language",
                    () -> new HandMadeHttp(new ContentTypeInDeviceLetters()))
                .breaks("DEV-04"),
            new Mutant(
                    "headers-in-device-letters",
                    "names of headers are compared in the small letters of the device's language",
                    () -> new HandMadeHttp(new HeadersInDeviceLetters()))
                .breaks("DEV-04"),
            new Mutant(
                    "gzip-believed",
                    "an answer that is said to be compressed and is not is reported as 200025",
                    () -> new HandMadeHttp(WrongReaders::gzipBelieved))
                .breaks("DEV-04")));
  }
}
