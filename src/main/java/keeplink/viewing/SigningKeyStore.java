package keeplink.viewing;

/// Where the key is kept that addresses are signed with: with the data, so that an address outlives a restart
/// and all instances that share the data know it.
public interface SigningKeyStore {
    /// The key: what is offered where there is none yet, and from then on always that. Durable on return; of
    /// several who offer at once, one wins and all are answered with the winner's.
    ///
    /// @param offered 32 random bytes
    byte[] keep(byte[] offered);
}
