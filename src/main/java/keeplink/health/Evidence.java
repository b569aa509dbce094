package keeplink.health;

/// What speaks for it that a page is not what it was. One kind alone can be a mistake of one party; two are not often.
public enum Evidence {
    /// The server says so by its status.
    STATUS,
    /// The page says so in its words, whatever its status: a soft 404, an offer of the name for sale.
    WORDS,
    /// What is there now has hardly a sentence of the copy that was kept.
    COPY,
    /// The address leads to the front page of its site instead.
    LED_TO_FRONT,
    /// The front page of the site was asked in the same minute and agrees: it works where the page is said to be gone,
    /// it fails or is for sale as the page is.
    FRONT,
    /// The name has no address.
    NAME,
    /// No connection, or none that holds.
    CONNECTION,
    /// Others were reached at the same time, so it is not our own line.
    WITNESS,
    /// It has been so for two weeks.
    LASTING
}
