// What Kotlin compiles to that Java does not: state machines of coroutines, value classes, delegates, default arguments, inlined functions.
import kotlin.properties.Delegates
import kotlin.reflect.KProperty
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlin.coroutines.resume

@JvmInline
value class Token(val text: String) {
  val masked: String get() = text.take(2) + "*"

  operator fun plus(other: Token?) = Token(text + (other?.text ?: "-"))
}

@JvmInline value class Amount(val cents: Long) : Comparable<Amount> {
  override fun compareTo(other: Amount) = cents.compareTo(other.cents)
}

sealed interface Outcome<out T> {
  data class Done<T>(val value: T, val took: Amount = Amount(5)) : Outcome<T>

  data class Failed(val code: Int, val cause: Throwable? = null) : Outcome<Nothing>

  data object Pending : Outcome<Nothing>
}

enum class Carrier(val codes: List<Int>) {
  ONE(listOf(0, 2)) {
    override fun greet(name: String) = "one $name"
  },
  TWO(emptyList());

  open fun greet(name: String = "default") = "$name of $this"

  companion object {
    @JvmStatic fun of(code: Int) = entries.firstOrNull { code in it.codes } ?: TWO
  }
}

fun interface Step<T> {
  fun run(value: T): T

  fun twice(value: T): T = run(run(value))
}

class Upper {
  operator fun getValue(owner: Any?, property: KProperty<*>) = property.name.uppercase()
}

interface Log {
  val lines: MutableList<String>

  fun add(line: String) = lines.add(line)
}

class Memory(override val lines: MutableList<String> = ArrayList()) : Log

class Client(log: Log = Memory(), private val retries: Int = 2, vararg names: String) : Log by log {
  val names by lazy { names.joinToString("|") }
  val label by Upper()
  var state: Int by Delegates.observable(0) { property, old, new -> add("${property.name} $old>$new") }
  lateinit var late: String

  fun isReady() = this::late.isInitialized

  inline fun <reified T> all(values: List<Any?>): List<T> = values.filterIsInstance<T>()

  fun call(a: Int = 1, b: String = "b$a", c: Double = retries / 4.0, d: Token = Token(b)) = "$a $b $c ${d.masked}"
}

fun describe(outcome: Outcome<Any?>): String =
  when (outcome) {
    is Outcome.Done -> "done ${outcome.value} ${outcome.took.cents}"
    is Outcome.Failed -> "failed ${outcome.code} ${outcome.cause?.message}"
    Outcome.Pending -> "pending $outcome"
  }

tailrec fun gcd(a: Long, b: Long): Long = if (b == 0L) a else gcd(b, a % b)

fun find(values: IntArray): Int {
  values.forEachIndexed { index, value ->
    if (value < 0) return@forEachIndexed
    if (value > 5) return index
  }
  return -1
}

suspend fun fetch(id: Int, fails: Boolean = false): String {
  val before = "f$id"
  var count = 0
  for (i in 1..3) {
    try {
      delay(1)
      count += i
      if (fails && i == 2) throw IllegalStateException("fetch $id")
    } finally {
      delay(1)
      count *= 10
    }
  }
  return "$before:$count"
}

suspend fun waits(): Double = suspendCancellableCoroutine { it.resume(2.5) }

suspend fun mixed(a: Byte, b: Long, c: Float, d: Token, e: Char?): String {
  val half = waits() * c
  val more = coroutineScope { async { b + a }.await() }
  val text = if (e == null) fetch(1) else withContext(Dispatchers.Default) { "$e$more" }
  return "$half $more ${d.masked} $text"
}

fun language(out: (Any?) -> Unit) {
  out(Token("secret") + Token("x") + null)
  out(listOf(Amount(3), Amount(1)).min().cents)
  val token: Any = Token("boxed")
  out("$token ${token == Token("boxed")} ${token.hashCode()}")
  listOf(Outcome.Done(null), Outcome.Done(1, Amount(7)), Outcome.Failed(3, Error("x")), Outcome.Pending).forEach { out(describe(it)) }
  out(Outcome.Done("a").copy(took = Amount(1)))
  val (value, took) = Outcome.Done("v")
  out("$value$took")
  out(Carrier.entries.map { it.greet() } + Carrier.of(2).name + Carrier.of(9))
  val step = Step<Int> { it * 3 }
  out(step.twice(2))
  val client = Client(names = arrayOf("n", "m"))
  client.state = 4
  client.state++
  out("${client.names} ${client.label} ${client.lines} ${client.isReady()}")
  out(runCatching { client.late }.exceptionOrNull() is UninitializedPropertyAccessException)
  out(client.call() + client.call(b = "other") + client.call(3, d = Token("dddd")))
  out(client.all<String>(listOf(1, "s", null, "t")) + client.all<Int>(listOf(1, "s")))
  out("${gcd(1071, 462)} ${find(intArrayOf(-1, 3, 9))} ${find(intArrayOf())}")
  out(listOf(UInt.MAX_VALUE, 7u / 2u, 3_000_000_000u.toInt(), ULong.MAX_VALUE % 10u, (200).toUByte()))
  out((10 downTo 1 step 3).toList() + ('a'..'e' step 2) + (1L..3L).sum())
  out(sequence { var a = 1; while (true) { yield(a); a *= 2; if (a % 3 == 2) yieldAll(listOf(0, a)) } }.take(8).toList())
  out(buildString { repeat(3) { append(it).append(if (it % 2 == 0) "even" else "odd") } })
  out(runCatching { (null as String?)!!.length }.exceptionOrNull() is NullPointerException)
  out(runCatching { (1 as Any) as String }.exceptionOrNull() is ClassCastException)
  val reference = client::call
  out("${reference.name} ${Client::names.name} ${String::length.get("four")} ${listOf("b", "a").sortedWith(compareBy(String::first))}")
  val nothing: Int? = null
  out(nothing?.let { it + 1 } ?: run { "elvis" })
  val counter = object : Step<String> {
    var calls = 0
    override fun run(value: String) = value.also { calls++ } + calls
  }
  out(counter.twice("c"))
}

suspend fun coroutines(out: (Any?) -> Unit) {
  out(fetch(7))
  out(runCatching { fetch(8, true) }.exceptionOrNull()?.message)
  out(mixed(1, 1L shl 40, 1.5f, Token("token"), null))
  out(mixed(-1, -5, -0.0f, Token("t"), 'e'))
  out(coroutineScope { (1..5).map { async(Dispatchers.Default) { fetch(it) } }.awaitAll() })
  out(flow { for (i in 1..5) { emit(i); delay(1); if (i == 4) error("flow") } }.map { it * it }.catch { emit(-1) }.toList())
  val channel = Channel<Int>(2)
  coroutineScope {
    launch { for (i in 1..4) channel.send(i); channel.close() }
    val seen = ArrayList<Int>()
    for (i in channel) seen += i
    out(seen)
  }
  val mutex = Mutex()
  var total = 0
  coroutineScope { repeat(20) { launch(Dispatchers.Default) { mutex.withLock { val now = total; delay(1); total = now + 1 } } } }
  out(total)
  try {
    withTimeout(20) { delay(60_000) }
  } catch (e: TimeoutCancellationException) {
    out("timed out")
  }
  out(supervisorScope { val lost = async { fetch(9, true) }; runCatching { lost.await() }.isFailure })
  val ready = CompletableDeferred(3)
  out(select<String> { ready.onAwait { "selected $it" } })
  coroutineScope {
    val job = launch { try { delay(60_000) } catch (e: CancellationException) { out("cancelled"); throw e } finally { out("cleaned") } }
    delay(5)
    job.cancel()
  }
}

fun main() {
  language(::println)
  runBlocking { coroutines(::println) }
}
