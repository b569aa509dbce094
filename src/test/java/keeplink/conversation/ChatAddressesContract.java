package keeplink.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What every [ChatAddresses] does. Inherit it to test yours, and add nothing.
public abstract class ChatAddressesContract {
    /// The store under test, with nothing in it when a test begins; may be another object every time.
    protected abstract ChatAddresses addresses();

    @Test
    void aChatThatNeverMovedIsUnknown() {
        assertThat(addresses().find("-5")).isEmpty();
    }

    @Test
    void aChatThatMovedIsKnownByBothAddresses() {
        addresses().moved("-5", "-1005");

        assertThat(addresses().find("-5")).contains(new ChatAddress("-5", "-5", 0, "-1005"));
        assertThat(addresses().find("-1005")).contains(new ChatAddress("-1005", "-5", 1, null));
    }

    @Test
    void aMoveSaidAgainIsNoSecondOne() {
        addresses().moved("-5", "-1005");
        addresses().moved("-5", "-1005");
        addresses().moved("-1005", "-5");
        addresses().moved("-1005", "-1005");
        addresses().moved("-5", "-1006");

        assertThat(addresses().find("-5")).contains(new ChatAddress("-5", "-5", 0, "-1005"));
        assertThat(addresses().find("-1005")).contains(new ChatAddress("-1005", "-5", 1, null));
        assertThat(addresses().find("-1006")).isEmpty();
    }

    @Test
    void aChatThatMovesTwiceIsStillTheOneItWasAtFirst() {
        addresses().moved("-5", "-1005");
        addresses().moved("-1005", "-1009");

        assertThat(addresses().find("-1005")).contains(new ChatAddress("-1005", "-5", 1, "-1009"));
        assertThat(addresses().find("-1009")).contains(new ChatAddress("-1009", "-5", 2, null));
    }

    @Test
    void oneAddressIsOneChats() {
        addresses().moved("-5", "-1005");
        addresses().moved("-6", "-1005");

        assertThat(addresses().find("-1005")).contains(new ChatAddress("-1005", "-5", 1, null));
        assertThat(addresses().find("-6")).isEmpty();
    }
}
