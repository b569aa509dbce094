package keeplink.fetch;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Notes whether a connection was made for a request, and the head of every answer where it arrives, before
/// OkHttp judges it: of a status that it refuses by an exception nothing else would be known. Refuses itself what
/// OkHttp takes and cannot read.
final class AnswerListener extends EventListener {
    private static final Pattern NEGATIVE = Pattern.compile("-\\d*[1-9]\\d*");

    @Override
    public void connectStart(Call call, InetSocketAddress target, Proxy proxy) {
        Exchange exchange = call.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.connecting();
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        connected(call);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress target, Proxy proxy, @Nullable Protocol protocol) {
        connected(call);
    }

    private static void connected(Call call) {
        Exchange exchange = call.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.connected();
        }
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        Exchange exchange = call.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.answered(response.code(), String.valueOf(response.header("Retry-After", "")));
        }
        // OkHttp opens a body of such a length, cannot close it, and keeps the connection as one in use
        if (isNegative(response)) {
            throw new IllegalArgumentException("Content-Length: " + response.header("Content-Length"));
        }
    }

    private static boolean isNegative(Response response) {
        return NEGATIVE.matcher(
                        String.valueOf(response.header("Content-Length", "")).strip())
                .matches();
    }
}
