/* The compiled core: what its files share.
 *
 * Plain C11 with the C library only; translit/core/__init__.py loads it. Every function that is offered has a twin in
 * Python, named above it, with which it agrees in all answers to the last bit: sums are of doubles, in the same order, and
 * no function of libm is called whose last bit a library may choose. Nothing is kept between calls. What is read of a
 * compiled gazetteer is checked against the ends of its arrays, for a file may be damaged.
 */
#ifndef TRANSLIT_CORE_H
#define TRANSLIT_CORE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define API __declspec(dllexport)
#else
#define API __attribute__((visibility("default")))
#endif

#define NO_MEMORY (-1)

/* A BucketTable: numbers of `width` bytes and their checks; bucket b begins at starts[b]. */
typedef struct {
    const uint8_t *numbers, *checks;
    const uint32_t *starts;
    uint64_t entries;
    uint32_t width, shift, buckets;
} Buckets;

/* The arrays of a segment, as translit.gazetteer.index has them; translit.gazetteer.compiled_search fills it in. */
typedef struct {
    Buckets sounds, pairs;
    const uint8_t *words, *form_roles;
    const uint32_t *word_at, *postings_at, *postings, *form_words_at, *form_words, *form_entity;
    const uint8_t *hidden; /* a byte for each entity, not 0 if it is overridden; NULL if none is */
    uint64_t words_size, postings_size, form_words_size;
    uint32_t word_count, form_count, entity_count, first_word, first_form;
} Segment;

/* The CRC-32 of bytes so far, with those that follow; its complement is that of zlib. It begins with NO_HASH. */
#define NO_HASH (~(uint32_t)0)
uint32_t hashed(uint32_t crc, const uint8_t *text, size_t size);

/* A part of an array. */
typedef struct {
    const uint32_t *first;
    uint32_t size;
} Slice;

/* The segment with a word or a form, by its number in the gazetteer, and the number there; NULL if there is none. */
const Segment *segment_of_word(const Segment *segments, int32_t count, uint32_t number, uint32_t *local);
const Segment *segment_of_form(const Segment *segments, int32_t count, uint32_t number, uint32_t *local);

Slice postings_of(const Segment *segment, uint32_t word);
Slice words_of(const Segment *segment, uint32_t form);
int is_visible(const Segment *segment, uint32_t form);

API int32_t translit_sharing_key(const Segment *segment, const uint32_t *codes, const uint8_t *keys,
                                 const int32_t *key_sizes, int32_t key_count, int32_t limit, uint32_t *out, int32_t room);

/* Where the entries of a BucketTable are that may be those of a key with this hash: from `start` up to `end`. */
void entries_of(const Buckets *table, uint32_t code, uint64_t *start, uint64_t *end);
/* The number at a place of a BucketTable; any number if the file is damaged. */
uint32_t number_at(const Buckets *table, uint64_t place);

/* Where the record of a word stands: its text and language, then its keys and their penalties in hundredths. */
typedef struct {
    uint64_t start, size;
} Record;

Record record_of(const Segment *segment, uint32_t word);
/* The next field of a record, from `start` up to the place that is returned. */
uint64_t field_end(const uint8_t *record, uint64_t size, uint64_t start);

/* UTF-8, which may hold lone surrogates, to characters and back; the number of characters or bytes is returned. */
uint32_t decode(const uint8_t *text, uint64_t size, uint32_t *out);
uint32_t encode(const uint32_t *text, uint32_t size, uint8_t *out);

#define PATTERN 64 /* characters that are compared in one machine word */

/* A text, prepared for comparison with many: for each character a bit at every place where it stands. */
typedef struct {
    uint64_t places[256];
    const uint32_t *text;
    uint32_t size;
    int is_plain; /* short enough, and all characters below 256 */
} Pattern;

void prepare(Pattern *pattern, const uint32_t *text, uint32_t size);
/* Levenshtein's distance as a part of the longer text; `row` has room for one number more than `size`. */
double normalized_edits(const Pattern *pattern, const uint32_t *text, uint32_t size, uint32_t *row);

/* The next column of a table of edits, by bits (Hyyrö 2003): `same` has a bit where the character stands in the other word,
 * `last` is that of its end, `plus` and `minus` say where a row is one more or less than the row above. Returns by how much
 * the distance rises: 1, 0, or all bits, which is -1. */
static inline uint32_t next_column(uint64_t same, uint64_t last, uint64_t *plus, uint64_t *minus)
{
    uint64_t diagonal = (((same & *plus) + *plus) ^ *plus) | same | *minus;
    uint64_t more = *minus | ~(diagonal | *plus), less = *plus & diagonal;
    uint32_t change = (uint32_t)((more & last) != 0) - (uint32_t)((less & last) != 0);
    more = more << 1 | 1;
    less <<= 1;
    *plus = less | ~(diagonal | more);
    *minus = more & diagonal;
    return change;
}

/* A table of doubles by numbers, with open addressing; `room` is how many numbers it will hold at most. */
typedef struct {
    uint32_t *keys;
    double *values;
    uint8_t *used;
    size_t mask, size;
} Table;

int table_open(Table *table, size_t room);
void table_close(Table *table);
double *table_at(Table *table, uint32_t key, int *is_new);

/* The numbers with the highest values, the best first, of equal ones the lowest numbers: at most `most`. */
typedef struct {
    uint32_t *numbers;
    double *values;
    int32_t size, most;
} Best;

int best_open(Best *best, int32_t most);
void best_close(Best *best);
void best_offer(Best *best, uint32_t number, double value);

#endif
