-- The search's table, what fills it and what keeps it, made anew: see postgresql.py.
-- A story that readers do not find (a draft, a withdrawn or a retracted one) has no moment there, so that no span of
-- time contains it.

DROP TRIGGER IF EXISTS articles_search_inserted ON articles_article;
DROP TRIGGER IF EXISTS articles_search_updated ON articles_article;
DROP TRIGGER IF EXISTS articles_search_deleted ON articles_article;
DROP TRIGGER IF EXISTS articles_search_emptied ON articles_article;
DROP TRIGGER IF EXISTS articles_search_tag_inserted ON articles_taggedarticle;
DROP TRIGGER IF EXISTS articles_search_tag_updated ON articles_taggedarticle;
DROP TRIGGER IF EXISTS articles_search_tag_deleted ON articles_taggedarticle;
DROP TRIGGER IF EXISTS articles_search_byline_inserted ON articles_byline;
DROP TRIGGER IF EXISTS articles_search_byline_updated ON articles_byline;
DROP TRIGGER IF EXISTS articles_search_byline_deleted ON articles_byline;
DROP TRIGGER IF EXISTS articles_search_photo_inserted ON articles_photouse;
DROP TRIGGER IF EXISTS articles_search_photo_updated ON articles_photouse;
DROP TRIGGER IF EXISTS articles_search_photo_deleted ON articles_photouse;
DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_search;
DROP TEXT SEARCH DICTIONARY IF EXISTS articles_search_english;
-- Of releases before.
DROP FUNCTION IF EXISTS articles_search_words(text, text, text);
DROP FUNCTION IF EXISTS articles_search_words(text, text, text, bigint, timestamptz);
DROP FUNCTION IF EXISTS articles_search_words(text, text, text, bigint, text, timestamptz);

-- English stems, no word dropped; words of other alphabets as they are.
CREATE TEXT SEARCH DICTIONARY articles_search_english (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION articles_search
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart WITH articles_search_english;

-- The text folded (folding_sql.py), and every run of other signs one space. Every < begins a tag of a sanitised text.
-- A text of ASCII and the usual typographical signs, as most English ones, takes a quarter of the time of others.
-- Cut off, since a tsvector holds 1,048,575 bytes and a character takes four at the most, its word's place included.
CREATE OR REPLACE FUNCTION articles_search_normal(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    plain text := regexp_replace(lower(words COLLATE "C"), '<[^>]*>|&[a-z]+;', ' ', 'g');
    lowered text;
BEGIN
    IF plain !~ '[^\x01-\x7f“”„‘’–—…«»]' COLLATE "C" THEN
        RETURN left(regexp_replace(plain COLLATE "C", '[^a-z0-9 ]+', ' ', 'g'), 200000);
    END IF;
    lowered := lower(words COLLATE "und-x-icu");
    RETURN left(regexp_replace({folded} COLLATE "und-x-icu",
        '(<[^>]*>|&[a-z]+;|[^[:alnum:]<&]+|[<&])+', ' ', 'g'), 200000);
END $$;

-- The words that say where a story belongs.
CREATE OR REPLACE FUNCTION articles_search_place(section bigint, language text, published timestamptz) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(
        ARRAY['#s' || section, '#l' || language,
            '#w' || ((published AT TIME ZONE 'UTC')::date - DATE '1970-01-01') / 7,
            '#m' || to_char(published AT TIME ZONE 'UTC', 'YYYYMM'),
            '#y' || extract(year FROM published AT TIME ZONE 'UTC')], NULL)
$$;

-- The words of the story's tags, of its authors, and of those that show a photo.
CREATE OR REPLACE FUNCTION articles_search_subjects(story bigint) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT '#t' || tag_id FROM articles_taggedarticle WHERE content_object_id = story)
        || ARRAY(SELECT '#a' || author_id FROM articles_byline WHERE article_id = story)
        || ARRAY(SELECT '#p' FROM articles_photouse WHERE article_id = story LIMIT 1)
$$;

CREATE OR REPLACE FUNCTION articles_search_words(story bigint,
    headline text, summary text, body text, section bigint, language text, published timestamptz) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('articles_search', articles_search_normal(headline)), 'A')
        || setweight(to_tsvector('articles_search', articles_search_normal(left(summary, 20000))), 'B')
        || setweight(to_tsvector('articles_search', articles_search_normal(
            replace(replace(replace(replace(replace(left(body, 200000),
                '<strong>', ''), '</strong>', ''), '<em>', ''), '</em>', ''), '</a>', ''))), 'C')
        || array_to_tsvector(articles_search_place(section, language, published) || articles_search_subjects(story))
$$;

-- In one go, which several processes share; the indexes afterwards.
CREATE TABLE articles_search AS
SELECT id AS article_id, moment AS published_at,
    articles_search_words(id, headline, summary || opening, body, section_id, site_language, moment) AS words
FROM (SELECT *, CASE WHEN withdrawn_at IS NULL AND retracted_at IS NULL THEN published_at END AS moment
    FROM articles_article) AS story;
ALTER TABLE articles_search ALTER COLUMN words SET NOT NULL, ADD PRIMARY KEY (article_id);

SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX articles_search_words_gin ON articles_search USING gin (words);
CREATE INDEX articles_search_newest ON articles_search (published_at DESC, article_id DESC);

-- A statement that writes many rows fills the table once.
CREATE OR REPLACE FUNCTION articles_search_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_search (article_id, published_at, words)
    SELECT id, moment, articles_search_words(id, headline, summary || opening, body, section_id, site_language, moment)
    FROM (SELECT *, CASE WHEN withdrawn_at IS NULL AND retracted_at IS NULL THEN published_at END AS moment
        FROM written) AS story;
    RETURN NULL;
END $$;

-- A story that only moves, as thousands do when a language is opened, keeps the words of its text.
CREATE OR REPLACE FUNCTION articles_search_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone timestamptz := CASE WHEN OLD.withdrawn_at IS NULL AND OLD.retracted_at IS NULL THEN OLD.published_at END;
    moment timestamptz := CASE WHEN NEW.withdrawn_at IS NULL AND NEW.retracted_at IS NULL THEN NEW.published_at END;
BEGIN
    IF (OLD.id, OLD.headline, OLD.summary, OLD.opening, OLD.body)
        IS NOT DISTINCT FROM (NEW.id, NEW.headline, NEW.summary, NEW.opening, NEW.body) THEN
        UPDATE articles_search SET published_at = moment,
            words = ts_delete(words, articles_search_place(OLD.section_id, OLD.site_language, gone))
                || array_to_tsvector(articles_search_place(NEW.section_id, NEW.site_language, moment))
        WHERE article_id = NEW.id;
        IF FOUND THEN RETURN NULL; END IF;
    END IF;
    DELETE FROM articles_search WHERE article_id = OLD.id;
    INSERT INTO articles_search (article_id, published_at, words)
    SELECT NEW.id, moment, articles_search_words(
        NEW.id, NEW.headline, NEW.summary || NEW.opening, NEW.body, NEW.section_id, NEW.site_language, moment);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_search WHERE article_id IN (SELECT id FROM gone);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_search;
    RETURN NULL;
END $$;

-- What a story is about, who wrote it and whether it shows a photo changes without its text.
CREATE OR REPLACE FUNCTION articles_search_put(stories bigint[], added text[]) RETURNS void LANGUAGE sql AS $$
    UPDATE articles_search SET words = words || array_to_tsvector(own.added)
    FROM (SELECT story, array_agg(DISTINCT word) AS added FROM unnest(stories, added) AS one (story, word)
        GROUP BY story) AS own
    WHERE article_id = story
$$;

CREATE OR REPLACE FUNCTION articles_search_take(stories bigint[], removed text[]) RETURNS void LANGUAGE sql AS $$
    UPDATE articles_search SET words = ts_delete(words, own.removed)
    FROM (SELECT story, array_agg(DISTINCT word) AS removed FROM unnest(stories, removed) AS one (story, word)
        GROUP BY story) AS own
    WHERE article_id = story
$$;

{subjects}
CREATE OR REPLACE FUNCTION articles_search_photo_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_put(array_agg(article_id), array_agg('#p'::text)) FROM written HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_photo_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_take(array_agg(article_id), array_agg('#p'::text)) FROM gone
    WHERE NOT EXISTS (SELECT 1 FROM articles_photouse AS other WHERE other.article_id = gone.article_id)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION articles_search_photo_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM articles_search_put(ARRAY[NEW.article_id], ARRAY['#p']);
    PERFORM articles_search_take(ARRAY[OLD.article_id], ARRAY['#p'])
    WHERE NOT EXISTS (SELECT 1 FROM articles_photouse WHERE article_id = OLD.article_id);
    RETURN NULL;
END $$;

CREATE TRIGGER articles_search_photo_inserted AFTER INSERT ON articles_photouse
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION articles_search_photo_insert();
CREATE TRIGGER articles_search_photo_updated AFTER UPDATE OF article_id ON articles_photouse
    FOR EACH ROW WHEN (OLD.article_id <> NEW.article_id) EXECUTE FUNCTION articles_search_photo_update();
CREATE TRIGGER articles_search_photo_deleted AFTER DELETE ON articles_photouse
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION articles_search_photo_delete();

CREATE TRIGGER articles_search_inserted AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION articles_search_insert();
CREATE TRIGGER articles_search_updated AFTER UPDATE ON articles_article
    FOR EACH ROW WHEN ((OLD.headline, OLD.summary, OLD.opening, OLD.body, OLD.section_id, OLD.site_language,
        OLD.published_at, OLD.withdrawn_at, OLD.retracted_at)
        IS DISTINCT FROM (NEW.headline, NEW.summary, NEW.opening, NEW.body, NEW.section_id, NEW.site_language,
        NEW.published_at, NEW.withdrawn_at, NEW.retracted_at))
    EXECUTE FUNCTION articles_search_update();
CREATE TRIGGER articles_search_deleted AFTER DELETE ON articles_article
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION articles_search_delete();
CREATE TRIGGER articles_search_emptied AFTER TRUNCATE ON articles_article
    FOR EACH STATEMENT EXECUTE FUNCTION articles_search_empty();
