package keeplink.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks a WACZ file: the description of its files, its WARC files, their index, its list of pages.
final class WaczCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DESCRIPTION = "datapackage.json";
    private static final String DIGEST = "datapackage-digest.json";
    private static final String PAGES = "pages/pages.jsonl";
    private static final String ARCHIVE = "archive/";
    private static final WarcCheck.Place END = new WarcCheck.Place(false, null, Instant.MAX);

    private final List<String> faults;
    private final Map<String, NavigableMap<Long, WarcCheck.Place>> records = new HashMap<>();
    private final Set<String> indexed = new HashSet<>();
    private final Set<String> urls = new HashSet<>();

    /// @param faults where what is wrong is told
    WaczCheck(List<String> faults) {
        this.faults = faults;
    }

    void check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            description(zip);
            digest(zip);
            archives(zip);
            index(zip);
            pages(zip);
        } catch (ZipException broken) {
            faults.add(file.getFileName() + ": is no zip file that can be read: " + WarcCheck.reason(broken));
        }
    }

    private void description(ZipFile zip) throws IOException {
        JsonNode description = json(zip, DESCRIPTION);
        if (!description.isObject()) {
            return;
        }
        if (!description.path("profile").asString("").equals("data-package")) {
            faults.add(DESCRIPTION + ": its profile is not data-package");
        }
        if (description.path("wacz_version").asString("").isEmpty()) {
            faults.add(DESCRIPTION + ": has no wacz_version");
        }
        Set<String> described = new HashSet<>();
        for (JsonNode resource : description.path("resources")) {
            String path = resource.path("path").asString("");
            if (!described.add(path)) {
                faults.add(path + ": is described twice in " + DESCRIPTION);
            }
            ZipEntry entry = zip.getEntry(path);
            if (entry == null) {
                faults.add(path + ": is described in " + DESCRIPTION + " and not there");
                continue;
            }
            long bytes = resource.path("bytes").asLong(-1);
            if (bytes != entry.getSize()) {
                faults.add("%s: has %d bytes, and %d by %s".formatted(path, entry.getSize(), bytes, DESCRIPTION));
            }
            hash(zip, entry, resource.path("hash").asString(""), DESCRIPTION);
        }
        zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> !described.contains(name) && !name.equals(DESCRIPTION) && !name.equals(DIGEST))
                .forEach(name -> faults.add(name + ": is not described in " + DESCRIPTION));
    }

    private void digest(ZipFile zip) throws IOException {
        ZipEntry description = zip.getEntry(DESCRIPTION);
        if (zip.getEntry(DIGEST) != null && description != null) {
            hash(zip, description, json(zip, DIGEST).path("hash").asString(""), DIGEST);
        }
    }

    private void hash(ZipFile zip, ZipEntry entry, String stated, String by) throws IOException {
        int colon = stated.indexOf(':');
        try {
            MessageDigest digest = MessageDigest.getInstance(
                    switch (stated.substring(0, Math.max(0, colon))) {
                        case "sha256" -> "SHA-256";
                        case "md5" -> "MD5";
                        default -> throw new NoSuchAlgorithmException();
                    });
            try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equalsIgnoreCase(stated.substring(colon + 1))) {
                faults.add(entry.getName() + ": is not what the hash in " + by + " says");
            }
        } catch (NoSuchAlgorithmException unknown) {
            faults.add(entry.getName() + ": has no hash in " + by + " that begins with sha256: or md5:");
        } catch (IOException broken) {
            faults.add(entry.getName() + ": cannot be read: " + WarcCheck.reason(broken));
        }
    }

    private void archives(ZipFile zip) throws IOException {
        WarcCheck check = new WarcCheck(faults);
        for (ZipEntry entry : named(zip, "archive/.+\\.warc(\\.gz)?")) {
            if (entry.getMethod() != ZipEntry.STORED) {
                faults.add(entry.getName() + ": is compressed by the zip file, so that nobody can seek in it");
            }
            NavigableMap<Long, WarcCheck.Place> places = new TreeMap<>();
            try (InputStream in = zip.getInputStream(entry)) {
                check.read(entry.getName(), in, entry.getSize(), places);
            }
            places.put(entry.getSize(), END);
            records.put(entry.getName(), places);
        }
        if (records.isEmpty()) {
            faults.add(ARCHIVE + ": holds no WARC file");
        }
        check.finish();
    }

    private void index(ZipFile zip) throws IOException {
        List<ZipEntry> indexes = named(zip, "indexes/.+\\.(cdxj?|cdxj?\\.gz)");
        if (indexes.isEmpty()) {
            faults.add("indexes/: holds no index");
            return;
        }
        for (ZipEntry entry : indexes) {
            boolean packed = entry.getName().endsWith(".gz");
            try (InputStream in = zip.getInputStream(entry);
                    BufferedReader lines = reader(packed ? new GZIPInputStream(in) : in)) {
                String before = "";
                int number = 1;
                for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                    if (line.startsWith("!")) {
                        continue;
                    }
                    String where = entry.getName() + ", line " + number;
                    if (line.compareTo(before) < 0) {
                        faults.add(where + ": is out of order");
                    }
                    before = line;
                    indexed(where, line);
                }
            } catch (IOException broken) {
                faults.add(entry.getName() + ": cannot be read: " + WarcCheck.reason(broken));
            }
        }
        records.forEach((name, places) -> places.forEach((at, place) -> {
            if (place.isReplayed() && !indexed.contains(name + " " + at)) {
                faults.add("%s, record at byte %d: is in no index".formatted(name, at));
            }
        }));
    }

    private void indexed(String where, String line) {
        int brace = line.indexOf('{');
        if (brace < 0 || line.substring(0, brace).split(" ", -1).length != 3) {
            faults.add(where + ": is not a key, a time and a JSON object");
            return;
        }
        JsonNode entry = parse(where, line.substring(brace));
        if (!entry.isObject()) {
            return;
        }
        String name = ARCHIVE + entry.path("filename").asString("");
        long at = entry.path("offset").asLong(-1);
        NavigableMap<Long, WarcCheck.Place> places = records.get(name);
        WarcCheck.Place place = places == null ? null : places.get(at);
        Long next = places == null ? null : places.higherKey(at);
        String url = entry.path("url").asString("");
        if (places == null) {
            faults.add(where + ": leads to " + name + ", which is not there");
        } else if (place == null || next == null) {
            faults.add(where + ": leads to byte " + at + " of " + name + ", where no record begins");
        } else if (!url.equals(place.url())) {
            faults.add(where + ": leads to a record of " + place.url() + ", not of " + url);
        } else if (entry.path("length").asLong(-1) != next - at) {
            faults.add("%s: says %s bytes of a record that has %d"
                    .formatted(where, entry.path("length").asString("no"), next - at));
        }
        indexed.add(name + " " + at);
        urls.add(url);
    }

    private void pages(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(PAGES);
        if (entry == null) {
            faults.add(PAGES + ": is not there");
            return;
        }
        try (BufferedReader lines = reader(zip.getInputStream(entry))) {
            String head = lines.readLine();
            if (head == null
                    || !parse(PAGES + ", line 1", head)
                            .path("format")
                            .asString("")
                            .equals("json-pages-1.0")) {
                faults.add(PAGES + ", line 1: does not say that its format is json-pages-1.0");
            }
            int number = 2;
            for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
                if (!line.isBlank()) {
                    page(PAGES + ", line " + number, parse(PAGES + ", line " + number, line));
                }
            }
        }
    }

    private void page(String where, JsonNode page) {
        if (!page.isObject()) {
            return;
        }
        String url = page.path("url").asString("");
        if (url.isEmpty()) {
            faults.add(where + ": has no url");
        } else if (!urls.contains(url)) {
            faults.add(where + ": " + url + " is in no index");
        }
        String time = page.path("ts").asString("");
        try {
            OffsetDateTime.parse(time);
        } catch (DateTimeException noTime) {
            faults.add(where + ": its ts is no time: " + (time.isEmpty() ? "nothing" : time));
        }
    }

    private JsonNode json(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            faults.add(name + ": is not there");
            return JSON.missingNode();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private JsonNode parse(String where, String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                faults.add(where + ": is no JSON object");
            }
            return node;
        } catch (JacksonException noJson) {
            faults.add(where + ": is no JSON: " + noJson.getOriginalMessage());
            return JSON.missingNode();
        }
    }

    private static List<ZipEntry> named(ZipFile zip, String pattern) {
        return zip.stream()
                .filter(entry -> entry.getName().matches(pattern))
                .<ZipEntry>map(entry -> entry)
                .toList();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
