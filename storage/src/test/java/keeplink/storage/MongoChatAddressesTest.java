package keeplink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import keeplink.conversation.ChatAddress;
import keeplink.conversation.ChatAddresses;
import keeplink.conversation.ChatAddressesContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MongoChatAddressesTest extends ChatAddressesContract {
    @RegisterExtension
    final TestMongo mongo = new TestMongo();

    @Override
    protected ChatAddresses addresses() {
        return mongo.storage().chatAddresses();
    }

    @Test
    void aMoveThatWasCutOffIsWholeWhenItIsSaidAgain() {
        for (int writes = 0; writes < 2; writes++) {
            String from = "-" + writes;
            String to = "-100" + writes;
            assertThat(mongo.survives(writes, () -> addresses().moved(from, to)))
                    .isFalse();

            addresses().moved(from, to);

            assertThat(addresses().find(from)).contains(new ChatAddress(from, from, 0, to));
            assertThat(addresses().find(to)).contains(new ChatAddress(to, from, 1, null));
        }
    }
}
