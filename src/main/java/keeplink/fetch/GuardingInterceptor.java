package keeplink.fetch;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/// The one interceptor of the fetcher's client, at the last place before bytes are written.
///
/// It makes sure that the connection is a guarded one, charges it to the fetch, waits for its turn, and hides
/// what OkHttp would act on by itself: a 503 with `Retry-After: 0` is repeated by OkHttp without being asked.
record GuardingInterceptor(GuardedSockets sockets) implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Exchange exchange = Objects.requireNonNull(chain.request().tag(Exchange.class), "a request without exchange");
        Connection connection = Objects.requireNonNull(chain.connection(), "not a network interceptor");
        sockets.charge(connection.socket(), exchange.wire());
        exchange.awaitTurn();
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
