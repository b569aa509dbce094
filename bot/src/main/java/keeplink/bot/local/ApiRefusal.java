package keeplink.bot.local;

/// A method call the Bot API answers with `ok: false`.
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int code;
    /// Seconds, 0 for none.
    final long retryAfter;
    /// The chat's new id, 0 for none.
    final long migrateTo;

    ApiRefusal(int code, String description, long retryAfter, long migrateTo) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
        this.migrateTo = migrateTo;
    }

    static ApiRefusal badRequest(String what) {
        return of(400, "Bad Request: " + what);
    }

    static ApiRefusal forbidden(String what) {
        return of(403, "Forbidden: " + what);
    }

    static ApiRefusal of(int code, String description) {
        return new ApiRefusal(code, description, 0, 0);
    }

    static ApiRefusal tooMany(long seconds) {
        return new ApiRefusal(429, "Too Many Requests: retry after " + seconds, seconds, 0);
    }

    static ApiRefusal upgraded(long supergroup) {
        return new ApiRefusal(400, "Bad Request: group chat was upgraded to a supergroup chat", 0, supergroup);
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
