package com.example.onetapkt

import android.content.Context
import java.io.IOException
import java.net.SocketTimeoutException
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.launch
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import okhttp3.MediaType.Companion.toMediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import org.json.JSONException
import org.json.JSONObject

/** The end of a call, on the main thread: a code of the gateway or of the SDK, and what came with it. */
fun interface Done {
    fun done(outcome: Outcome)
}

data class Outcome(val code: String, val text: String, val token: String?, val traceId: String?)

class Gateway(val numberUrl: String, val tokenUrl: String, val rootPem: String, val keyId: String, val publicKeyPem: String)

/**
 * A number check without a page, in Kotlin with coroutines and OkHttp. It is wrong in one way, so that there is something to find:
 * the number request goes over the default network, which is Wi-Fi wherever there is one.
 */
object OneTapKt {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main)
    private val json = "application/json; charset=utf-8".toMediaType()
    private lateinit var context: Context
    private lateinit var gateway: Gateway
    private lateinit var client: OkHttpClient
    private var scrip: String? = null
    private var limitMs = 8000L

    @JvmStatic
    fun start(context: Context) {
        this.context = context.applicationContext
    }

    fun connect(numberUrl: String, tokenUrl: String, rootPem: String, keyId: String, publicKeyPem: String) {
        gateway = Gateway(numberUrl, tokenUrl, rootPem, keyId, publicKeyPem)
        val (sockets, trust) = Trust.only(rootPem)
        client = OkHttpClient.Builder().sslSocketFactory(sockets, trust).retryOnConnectionFailure(false).followRedirects(false).build()
        scrip = null
    }

    fun limit(milliseconds: Long) {
        limitMs = if (milliseconds > 0) milliseconds else 8000L
    }

    fun forget() {
        scrip = null
    }

    fun prepare(appId: String?, appKey: String?, done: Done) = call(done) {
        number(appId.orEmpty(), appKey.orEmpty())
    }

    fun check(appId: String?, appKey: String?, done: Done) = call(done) {
        if (scrip == null) {
            val outcome = number(appId.orEmpty(), appKey.orEmpty())
            if (outcome.code != SUCCESS) return@call outcome
        }
        token(appId.orEmpty(), appKey.orEmpty())
    }

    private fun call(done: Done, work: suspend () -> Outcome) {
        scope.launch {
            val outcome = try {
                withTimeout(limitMs) { withContext(Dispatchers.IO) { work() } }
            } catch (error: TimeoutCancellationException) {
                failed("TIMEOUT", error)
            } catch (error: SocketTimeoutException) {
                failed("TIMEOUT", error)
            } catch (error: IOException) {
                failed("BROKEN", error)
            } catch (error: JSONException) {
                failed("NONSENSE", error)
            }
            done.done(outcome)
        }
    }

    private suspend fun number(appId: String, appKey: String): Outcome {
        if (appId.isEmpty() || appKey.isEmpty()) return Outcome("BAD_ARGUMENT", "appId or appKey is empty", null, null)
        val wire = Wire(gateway)
        val answer = post(gateway.numberUrl + "/unisdk/rs/getPrePhonescrip", wire.numberRequest(context, appId, appKey))
        val code = answer.getString("resultCode")
        if (code == SUCCESS) scrip = wire.open(answer).getString("scrip")
        return Outcome(code, if (code == SUCCESS) "true" else answer.optString("desc"), null, wire.messageId)
    }

    private suspend fun token(appId: String, appKey: String): Outcome {
        val wire = Wire(gateway)
        val body = wire.tokenRequest(context, appId, appKey, scrip.orEmpty())
        val answer = post(gateway.tokenUrl + "/unisdk/rs/getAuthToken", body)
        val code = answer.getString("resultCode")
        val token = if (code == SUCCESS) answer.getString("token") else null
        return Outcome(code, if (code == SUCCESS) "true" else answer.optString("desc"), token, wire.messageId)
    }

    // The planted mistake: no network is asked for, and none is bound.
    private suspend fun post(url: String, body: JSONObject): JSONObject {
        val request = Request.Builder().url(url).post(body.toString().toRequestBody(json)).build()
        val call = client.newBuilder().callTimeout(limitMs, TimeUnit.MILLISECONDS).build().newCall(request)
        return runInterruptible { call.execute().use { JSONObject(it.body!!.string()) } }
    }

    private fun failed(code: String, error: Exception) = Outcome(code, error.toString(), null, null)

    private const val SUCCESS = "103000"
}
