package keeplink.fetch;

/// Whether an address may be fetched.
public sealed interface Decision {
    /// It may.
    record Allow() implements Decision {}

    /// It may not.
    ///
    /// @param reason which layer refused and why, in a few words. For the operator only: whoever pasted the
    ///     address
    ///     is told one sentence for all reasons, else it would describe our network to them
    record Block(String reason) implements Decision {}
}
