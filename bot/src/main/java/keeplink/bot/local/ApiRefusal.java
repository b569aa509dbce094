package keeplink.bot.local;

import java.util.OptionalLong;

/// A method call the Bot API answers with `ok: false`.
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int code;
    final long retryAfter;

    private ApiRefusal(int code, String description, long retryAfter) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static ApiRefusal badRequest(String what) {
        return new ApiRefusal(400, "Bad Request: " + what, 0);
    }

    static ApiRefusal forbidden(String what) {
        return new ApiRefusal(403, "Forbidden: " + what, 0);
    }

    static ApiRefusal of(int code, String description) {
        return new ApiRefusal(code, description, 0);
    }

    static ApiRefusal tooMany(long seconds) {
        return new ApiRefusal(429, "Too Many Requests: retry after " + seconds, seconds);
    }

    String description() {
        return String.valueOf(getMessage());
    }

    OptionalLong retryAfterSeconds() {
        return retryAfter > 0 ? OptionalLong.of(retryAfter) : OptionalLong.empty();
    }
}
