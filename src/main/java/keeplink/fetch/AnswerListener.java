package keeplink.fetch;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/// Notes the head of every answer where it arrives, before OkHttp judges it: of a status that it refuses by an
/// exception nothing else would be known.
final class AnswerListener extends EventListener {
    @Override
    public void responseHeadersEnd(Call call, Response response) {
        Exchange exchange = call.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.answered(response.code(), String.valueOf(response.header("Retry-After", "")));
        }
    }
}
