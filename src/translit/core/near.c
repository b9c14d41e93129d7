/* The words of a gazetteer that share most blocking keys with a word: translit.gazetteer.vocabulary. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

/* `_as_syllables` of translit.table.rough_similarity: voice, and r and l, are not told apart. Returns the new size. */
static uint32_t as_syllables(uint32_t *text, uint32_t size)
{
    static const char from[] = "bdgzSr", to[] = "ptkssl";
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++) {
        const char *at = text[i] && text[i] < 128 ? strchr(from, (int)text[i]) : NULL;
        if (text[i] != '.' && text[i] != ' ')
            text[kept++] = at ? (uint32_t)to[at - from] : text[i];
    }
    return kept;
}

/* `_without_vowels` of translit.table.rough_similarity. Returns the new size. */
static uint32_t without_vowels(const uint32_t *text, uint32_t size, uint32_t *out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++)
        if (!text[i] || text[i] >= 128 || !strchr("aeiou", (int)text[i]))
            out[kept++] = text[i];
    return kept;
}

static double normalized(const Pattern *pattern, const uint32_t *text, uint32_t size, uint32_t *row)
{
    return 1.0 - normalized_edits(pattern, text, size, row);
}

/* The similarity of a stored word's nearest key to one of the query, by plain edits; half of it may be that of the
 * consonants, if there are patterns of those in `bare`. */
static double rough(const uint8_t *record, uint64_t size, const Pattern *own, const Pattern *bare, int32_t own_count,
                    int syllabic, uint32_t *key, uint32_t *bare_key, uint32_t *row)
{
    double best = 0.0;
    int field = 0;
    for (uint64_t start = 0, end; start <= size; start = end + 1, field++) {
        end = field_end(record, size, start);
        if (field < 2 || field % 2)
            continue;
        uint32_t letters = decode(record + start, end - start, key);
        if (syllabic)
            letters = as_syllables(key, letters);
        uint32_t consonants = bare ? without_vowels(key, letters, bare_key) : 0;
        for (int32_t i = 0; i < own_count; i++) {
            double alike = normalized(&own[i], key, letters, row);
            if (bare) {
                double half = (alike + normalized(&bare[i], bare_key, consonants, row)) / 2;
                alike = half > alike ? half : alike;
            }
            if (alike > best)
                best = alike;
        }
    }
    return best;
}

static size_t room_for(const Segment *segment, const uint32_t *codes, int32_t count)
{
    size_t total = 0;
    for (int32_t i = 0; i < count; i++) {
        uint64_t start, end;
        entries_of(&segment->sounds, codes[i], &start, &end);
        total += (size_t)(end - start);
    }
    return total;
}

static void count_votes(const Segment *segment, const uint32_t *codes, const int32_t *votes, int32_t count, Table *table)
{
    for (int32_t i = 0; i < count; i++) {
        uint64_t place, end;
        for (entries_of(&segment->sounds, codes[i], &place, &end); place < end; place++) {
            uint32_t number = number_at(&segment->sounds, place);
            if (number >= segment->word_count)
                continue;
            int is_new;
            double *sum = table_at(table, segment->first_word + number, &is_new);
            *sum = (is_new ? 0.0 : *sum) + (double)votes[i];
        }
    }
}

/* Twin of the search in `Vocabulary.near`: the words to which the hashes of blocking keys lead, at most `most`, the
 * nearest first, and their rough similarities. `own` are the keys of the query, one after the other, of these sizes.
 * Returns how many were found. */
API int32_t translit_near(const Segment *segments, int32_t segment_count, const uint32_t *codes, const int32_t *votes,
                          int32_t code_count, const uint32_t *own, const int32_t *own_sizes, int32_t own_count,
                          int32_t syllabic, int32_t consonants, int32_t most, uint32_t *out_numbers, double *out_alike)
{
    size_t room = 0, longest = 0, own_longest = 0;
    for (int32_t s = 0; s < segment_count; s++)
        room += room_for(&segments[s], codes, code_count);
    Table table = {0};
    Best by_votes = {0}, by_alike = {0};
    Pattern *patterns = calloc((size_t)own_count + 1, sizeof *patterns), *bare = NULL;
    uint32_t *key = NULL, *row = NULL, *bare_key = NULL, *bare_own = NULL;
    int32_t found = NO_MEMORY;
    if (!table_open(&table, room) || !best_open(&by_votes, most) || !best_open(&by_alike, most) || !patterns)
        goto end;
    for (int32_t s = 0; s < segment_count; s++)
        count_votes(&segments[s], codes, votes, code_count, &table);
    for (size_t place = 0; place <= table.mask; place++)
        if (table.used[place])
            best_offer(&by_votes, table.keys[place], table.values[place]);
    for (int32_t i = 0; i < own_count; own += own_sizes[i], i++) {
        prepare(&patterns[i], own, (uint32_t)own_sizes[i]);
        own_longest = (size_t)own_sizes[i] > own_longest ? (size_t)own_sizes[i] : own_longest;
    }
    if (consonants) {
        bare = calloc((size_t)own_count + 1, sizeof *bare);
        bare_own = malloc(((size_t)own_count * own_longest + 1) * sizeof *bare_own);
        if (!bare || !bare_own)
            goto end;
        for (int32_t i = 0; i < own_count; i++) {
            uint32_t *start = bare_own + (size_t)i * own_longest;
            prepare(&bare[i], start, without_vowels(patterns[i].text, patterns[i].size, start));
        }
    }
    for (int pass = 0; pass < 2; pass++) { /* first how long the records are, then their similarities */
        for (int32_t i = 0; i < by_votes.size; i++) {
            uint32_t local;
            const Segment *segment = segment_of_word(segments, segment_count, by_votes.numbers[i], &local);
            Record record = record_of(segment, local);
            if (!pass) {
                longest = record.size > longest ? record.size : longest;
                continue;
            }
            double alike = rough(segment->words + record.start, record.size, patterns, bare, own_count, syllabic, key,
                                 bare_key, row);
            double voted = by_votes.values[i] / by_votes.values[0];
            best_offer(&by_alike, by_votes.numbers[i], voted > alike ? voted : alike);
        }
        if (!pass) {
            key = malloc((longest + 1) * sizeof *key);
            bare_key = malloc((longest + 1) * sizeof *bare_key);
            row = malloc(((longest > own_longest ? longest : own_longest) + 1) * sizeof *row);
            if (!key || !bare_key || !row)
                goto end;
        }
    }
    found = by_alike.size;
    memcpy(out_numbers, by_alike.numbers, (size_t)found * sizeof *out_numbers);
    memcpy(out_alike, by_alike.values, (size_t)found * sizeof *out_alike);
end:
    table_close(&table);
    best_close(&by_votes);
    best_close(&by_alike);
    free(patterns);
    free(bare);
    free(bare_own);
    free(key);
    free(bare_key);
    free(row);
    return found;
}

static int ascending(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* True if a stored word has one of these keys, with a penalty below `limit` hundredths. */
static int has_key(const uint8_t *record, uint64_t size, const uint8_t *keys, const int32_t *key_sizes, int32_t key_count,
                   int32_t limit)
{
    int field = 0, is_asked = 0;
    for (uint64_t start = 0, end; start <= size; start = end + 1, field++) {
        end = field_end(record, size, start);
        if (field >= 2 && field % 2 == 0) {
            const uint8_t *key = keys;
            is_asked = 0;
            for (int32_t i = 0; i < key_count && !is_asked; key += key_sizes[i++])
                is_asked = (uint64_t)key_sizes[i] == end - start && !memcmp(record + start, key, end - start);
        } else if (field >= 3 && is_asked) {
            int32_t penalty = 0;
            for (uint64_t i = start; i < end && penalty < limit; i++)
                penalty = 10 * penalty + (record[i] - '0');
            if (penalty < limit)
                return 1;
        }
    }
    return 0;
}

/* Twin of `Index.sharing_key`: the words of a segment that have one of these keys, whose hashes among the blocking keys are
 * `codes`. Returns how many there are; if there is no room for them, they are asked for again. */
API int32_t translit_sharing_key(const Segment *segment, const uint32_t *codes, const uint8_t *keys,
                                 const int32_t *key_sizes, int32_t key_count, int32_t limit, uint32_t *out, int32_t room)
{
    Table seen = {0};
    int32_t found = 0;
    if (!table_open(&seen, room_for(segment, codes, key_count))) {
        table_close(&seen);
        return NO_MEMORY;
    }
    for (int32_t i = 0; i < key_count; i++) {
        uint64_t place, end;
        for (entries_of(&segment->sounds, codes[i], &place, &end); place < end; place++) {
            uint32_t number = number_at(&segment->sounds, place);
            int is_new = 0;
            if (number < segment->word_count)
                *table_at(&seen, number, &is_new) = 0.0;
            if (!is_new)
                continue;
            Record record = record_of(segment, number);
            if (has_key(segment->words + record.start, record.size, keys, key_sizes, key_count, limit)) {
                if (found < room)
                    out[found] = number;
                found++;
            }
        }
    }
    table_close(&seen);
    if (found <= room)
        qsort(out, (size_t)found, sizeof *out, ascending);
    return found;
}
