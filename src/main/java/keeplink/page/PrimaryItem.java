package keeplink.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The size of the picture that a HEIF file (AVIF, HEIC) is shown as: the properties `ispe` and `irot` of its primary
/// item (ISO/IEC 23008-12, section 6.5), which the boxes `pitm` and `ipma` name (ISO/IEC 14496-12, section 8.11).
/// Tiles, thumbnails and masks have properties of their own.
final class PrimaryItem {
    /// More boxes beside one another, or properties of one picture, than any file has.
    private static final int MOST = 10_000;

    /// The length and the type of a box.
    private static final int HEAD = 8;
    /// The version and the flags, with which some boxes begin.
    private static final int VERSION = 4;

    private PrimaryItem() {}

    /// A box.
    ///
    /// @param content behind its head
    private record Box(String type, ByteBuffer content) {}

    /// Empty where the file does not say.
    static Optional<ImageSize> size(byte[] file) {
        Box meta = find(boxes(ByteBuffer.wrap(file)), "meta");
        if (meta == null || meta.content.remaining() < VERSION) {
            return Optional.empty();
        }
        List<Box> about = boxes(skipped(meta.content, VERSION));
        Box primary = find(about, "pitm");
        Box properties = find(about, "iprp");
        if (primary == null || properties == null || primary.content.remaining() < VERSION + 2) {
            return Optional.empty();
        }
        ByteBuffer id = primary.content;
        long item = id.get(0) == 0 ? id.getShort(VERSION) & 0xffff : wide(id, VERSION);
        List<Box> inside = boxes(properties.content);
        Box all = find(inside, "ipco");
        return all == null ? Optional.empty() : size(boxes(all.content), associations(inside, item));
    }

    private static Optional<ImageSize> size(List<Box> properties, List<Integer> indices) {
        Optional<ImageSize> size = Optional.empty();
        boolean onItsSide = false;
        for (int index : indices) {
            Box property = index < 1 || index > properties.size() ? null : properties.get(index - 1);
            if (property == null) {
                continue;
            }
            ByteBuffer content = property.content;
            if (property.type.equals("ispe") && content.remaining() >= VERSION + 8) {
                size = ImageSize.size(content.getInt(VERSION), content.getInt(VERSION + 4));
            } else if (property.type.equals("irot") && content.hasRemaining()) {
                // in quarters of a turn
                onItsSide = (content.get(0) & 1) == 1;
            }
        }
        return onItsSide ? size.map(ImageSize::onItsSide) : size;
    }

    /// The numbers, from 1, of the properties of an item.
    private static List<Integer> associations(List<Box> inside, long item) {
        List<Integer> found = new ArrayList<>();
        for (Box box : inside) {
            if (box.type.equals("ipma") && box.content.remaining() >= VERSION + 4) {
                ByteBuffer content = box.content.duplicate();
                int start = content.getInt();
                boolean wideIds = start >>> 24 > 0;
                boolean wideIndices = (start & 1) == 1;
                long entries = content.getInt() & 0xffffffffL;
                for (long i = 0; i < entries && content.remaining() > (wideIds ? 4 : 2); i++) {
                    long id = wideIds ? content.getInt() & 0xffffffffL : content.getShort() & 0xffff;
                    int count = content.get() & 0xff;
                    for (int j = 0; j < count && content.remaining() >= (wideIndices ? 2 : 1); j++) {
                        // the first bit says whether the property must be understood
                        int index = wideIndices ? content.getShort() & 0x7fff : content.get() & 0x7f;
                        if (id == item && found.size() < MOST) {
                            found.add(index);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<Box> boxes(ByteBuffer content) {
        List<Box> boxes = new ArrayList<>();
        ByteBuffer rest = content.slice();
        while (rest.remaining() >= HEAD && boxes.size() < MOST) {
            long length = rest.getInt(0) & 0xffffffffL;
            byte[] type = new byte[4];
            rest.get(4, type);
            int head = HEAD;
            if (length == 1 && rest.remaining() >= 2 * HEAD) {
                length = rest.getLong(HEAD);
                head = 2 * HEAD;
            } else if (length == 0) {
                length = rest.remaining();
            }
            if (length < head) {
                break;
            }
            int end = (int) Math.min(length, rest.remaining());
            boxes.add(new Box(new String(type, ISO_8859_1), rest.slice(head, end - head)));
            rest = skipped(rest, end);
        }
        return boxes;
    }

    private static ByteBuffer skipped(ByteBuffer content, int bytes) {
        return content.slice(bytes, content.remaining() - bytes);
    }

    private static long wide(ByteBuffer content, int at) {
        return content.remaining() < at + 4 ? -1 : content.getInt(at) & 0xffffffffL;
    }

    private static @Nullable Box find(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type.equals(type)).findFirst().orElse(null);
    }
}
