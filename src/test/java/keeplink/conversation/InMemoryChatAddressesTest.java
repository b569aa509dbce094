package keeplink.conversation;

class InMemoryChatAddressesTest extends ChatAddressesContract {
    private final ChatAddresses addresses = new InMemoryChatAddresses();

    @Override
    protected ChatAddresses addresses() {
        return addresses;
    }
}
