package org.communique.search.lucene;

import org.communique.search.analysis.TextLanguage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.communique.release.filter.TextQuery;

/**
 * The limit: gives the texts of an archive, with the analysis of the service, to a bare {@code IndexWriter} on one thread, and the
 * queries of searches to a bare {@code IndexSearcher} that scores and counts all that they find. It knows no store, no list, no
 * facet, no highlight and no HTTP. Arguments: the archive, a directory for the index, and a file of searches.
 */
public final class SearchLimit {
    private static final Pattern WORDS = Pattern.compile("/v1/press-releases\\?(?:[^q]*&)?q=([^&]+)");
    private static final double MEGABYTE = 1 << 20;
    private static final int HITS = 20;

    private SearchLimit() {}

    public static void main(String[] arguments) throws IOException {
        try (FSDirectory directory = FSDirectory.open(Path.of(arguments[1]))) {
            index(Path.of(arguments[0]), directory);
            search(Path.of(arguments[2]), directory);
        }
    }

    private static void index(Path archive, FSDirectory directory) throws IOException {
        ObjectMapper json = new ObjectMapper();
        long begin = System.nanoTime();
        long text = 0;
        int releases = 0;
        IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(64);
        try (BufferedReader lines = Files.newBufferedReader(archive);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = json.readTree(line);
                if (record.path("record").asText().equals("press-release")) {
                    releases++;
                    List<Document> documents = new ArrayList<>();
                    for (Map.Entry<String, JsonNode> one : record.path("texts").properties()) {
                        Document document = new Document();
                        document.add(new StringField(LuceneFields.RELEASE, record.path("id").asText(), Field.Store.NO));
                        TextLanguage language = TextLanguage.of(one.getKey());
                        for (TextQuery.Field part : TextQuery.Field.values()) {
                            JsonNode said = one.getValue().path(part.wire());
                            String words = (said.isObject() ? said.path("text") : said).asText();
                            text += words.getBytes(StandardCharsets.UTF_8).length;
                            document.add(LuceneFields.words(part.wire(), words, language));
                        }
                        documents.add(document);
                    }
                    writer.addDocuments(documents);
                }
            }
            writer.commit();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long size = 0;
        try (Stream<Path> files = Files.list(directory.getDirectory())) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        System.out.printf(
                "limit: %.0f releases a second; index %.0f MB, text %.0f MB%n",
                releases / seconds, size / MEGABYTE, text / MEGABYTE);
    }

    private static void search(Path queries, FSDirectory directory) throws IOException {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String line : Files.readAllLines(queries)) {
            String[] search = line.split("\t");
            Matcher words = WORDS.matcher(search[1]);
            if (words.lookingAt()) {
                kinds.computeIfAbsent(search[0], kind -> new ArrayList<>())
                        .add(URLDecoder.decode(words.group(1), StandardCharsets.UTF_8));
            }
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            for (Map.Entry<String, List<String>> kind : kinds.entrySet()) {
                List<String> all = kind.getValue();
                times(searcher, all.subList(0, all.size() / 2));
                long[] taken = times(searcher, all.subList(all.size() / 2, all.size()));
                Arrays.sort(taken);
                System.out.printf(
                        "limit: %-29s p50 %8.2f ms   p99 %8.2f ms%n",
                        kind.getKey(), taken[taken.length / 2] / 1e6, taken[taken.length * 99 / 100] / 1e6);
            }
        }
    }

    private static long[] times(IndexSearcher searcher, List<String> words) throws IOException {
        List<TextQuery.Field> fields = List.of(TextQuery.Field.values());
        long[] taken = new long[words.size()];
        for (int i = 0; i < taken.length; i++) {
            long begin = System.nanoTime();
            searcher.search(
                    new WordQueries(fields, List.of()).of(TextQuery.of(words.get(i), fields)),
                    new TopScoreDocCollectorManager(HITS, Integer.MAX_VALUE));
            taken[i] = System.nanoTime() - begin;
        }
        return taken;
    }
}
