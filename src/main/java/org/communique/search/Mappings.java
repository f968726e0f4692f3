package org.communique.search;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.AnnotatedTypeSource;
import org.hibernate.search.mapper.pojo.standalone.cfg.StandalonePojoMapperSettings;
import org.hibernate.search.mapper.pojo.standalone.mapping.CloseableSearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.SearchMapping;
import org.hibernate.search.mapper.pojo.standalone.mapping.StandalonePojoMappingConfigurer;

/** The one mapping of documents, for whichever engine. */
final class Mappings {
    /** Thirty-two words in every field of every language, and then the terms of the filter. */
    private static final int MOST_CLAUSES = 16_384;

    /** The name of the index in the mapping. */
    static final String INDEX = "release";

    private Mappings() {}

    static CloseableSearchMapping open(Map<String, Object> engine) {
        IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
        StandalonePojoMappingConfigurer configurer = context -> {
            context.addEntityType(SearchDocument.class);
            context.annotationMapping().discoverAnnotatedTypesFromRootMappingAnnotations(false);
            var type = context.programmaticMapping().type(SearchDocument.class);
            type.searchEntity();
            type.indexed().index(INDEX);
            type.binder(new DocumentFields());
            type.property("id").documentId();
        };
        return SearchMapping.builder(AnnotatedTypeSource.empty(), MethodHandles.lookup())
                .property(StandalonePojoMapperSettings.MAPPING_CONFIGURER, configurer)
                .property(StandalonePojoMapperSettings.MAPPING_BUILD_MISSING_DISCOVERED_JANDEX_INDEXES, false)
                .properties(engine)
                .build();
    }
}
