/* The tables of an index that is made: translit.gazetteer.packing, and the pairs of translit.gazetteer.pair_entries. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

/* Twin of `sorted(set(entries))`, where they are; `spare` has as much room. Returns how many are left. */
API int64_t translit_sorted(uint64_t *entries, int64_t size, uint64_t *spare)
{
    size_t counts[8][256] = {{0}};
    uint64_t *from = entries, *to = spare;
    for (int64_t i = 0; i < size; i++)
        for (int byte = 0; byte < 8; byte++)
            counts[byte][entries[i] >> 8 * byte & 255]++;
    for (int byte = 0; byte < 8; byte++) {
        size_t at = 0, is_one = 0;
        for (int value = 0; value < 256; value++) {
            size_t count = counts[byte][value];
            is_one |= count == (size_t)size;
            counts[byte][value] = at;
            at += count;
        }
        if (is_one)
            continue;
        for (int64_t i = 0; i < size; i++)
            to[counts[byte][from[i] >> 8 * byte & 255]++] = from[i];
        uint64_t *other = from;
        from = to;
        to = other;
    }
    int64_t kept = 0;
    for (int64_t i = 0; i < size; i++)
        if (!i || from[i] != from[i - 1])
            to[kept++] = from[i];
    if (to != entries && kept)
        memcpy(entries, to, (size_t)kept * sizeof *entries);
    return kept;
}

/* Leaves out the sorted entries of hashes that more than `most` have; returns how many are left. */
API int64_t translit_not_crowded(uint64_t *entries, int64_t size, int64_t most)
{
    int64_t kept = 0;
    for (int64_t start = 0, end = 0; start < size; start = end) {
        while (end < size && entries[end] >> 32 == entries[start] >> 32)
            end++;
        if (end - start <= most) {
            memmove(entries + kept, entries + start, (size_t)(end - start) * sizeof *entries);
            kept += end - start;
        }
    }
    return kept;
}

/* Twin of `_starts`; `starts` is one longer than there are buckets. */
API void translit_starts(const uint64_t *entries, int64_t size, int32_t bits, uint32_t *starts)
{
    size_t buckets = (size_t)1 << bits;
    memset(starts, 0, (buckets + 1) * sizeof *starts);
    for (int64_t i = 0; i < size; i++)
        starts[(entries[i] >> (64 - bits)) + 1]++;
    for (size_t i = 0; i < buckets; i++)
        starts[i + 1] += starts[i];
}

/* Splits entries into numbers of four bytes and checks, of hashes of which `shift` bits do not tell the bucket: `_check`. */
API void translit_split(const uint64_t *entries, int64_t size, int32_t shift, uint32_t *numbers, uint8_t *checks)
{
    for (int64_t i = 0; i < size; i++) {
        uint32_t code = (uint32_t)(entries[i] >> 32);
        numbers[i] = (uint32_t)entries[i];
        checks[i] = (uint8_t)(shift >= 8 ? code >> (shift - 8) : code & 255u >> (8 - shift));
    }
}

/* Twin of `postings`: the forms of each word and where those of each begin; `at` is one longer than there are words, and
 * zero. Returns how many there are in all. */
API uint32_t translit_postings(const uint32_t *words, const uint32_t *words_at, uint32_t form_count, uint32_t word_count,
                               uint32_t *at, uint32_t *out)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t form = form_count; form-- > 0;)
            for (uint32_t i = words_at[form]; i < words_at[form + 1]; i++) {
                int is_again = 0;
                for (uint32_t k = words_at[form]; k < i && !is_again; k++)
                    is_again = words[k] == words[i];
                if (is_again)
                    continue;
                if (!pass)
                    at[words[i]]++;
                else
                    out[--at[words[i]]] = form;
            }
        for (uint32_t word = 0; !pass && word < word_count; word++)
            at[word + 1] += at[word];
    }
    return at[word_count];
}

/* Skeletons in UTF-8, with a line end after each; or classes of given names. */
typedef struct {
    const uint8_t *text, *end;
} Texts;

typedef struct {
    uint64_t *out;
    int64_t count, room;
    uint32_t form;
} Pairs;

static Texts texts_at(const uint8_t *texts, const uint32_t *at, uint32_t word)
{
    Texts found = {texts + at[word], texts + at[word + 1]};
    return found;
}

static size_t line(Texts texts)
{
    const uint8_t *end = memchr(texts.text, '\n', (size_t)(texts.end - texts.text));
    return (size_t)((end ? end : texts.end) - texts.text);
}

static void add_pair(Pairs *pairs, const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size)
{
    if (pairs->count < pairs->room) {
        int order = memcmp(a, b, a_size < b_size ? a_size : b_size);
        int in_order = order < 0 || (!order && a_size < b_size);
        uint32_t hash = hashed(NO_HASH, in_order ? a : b, in_order ? a_size : b_size);
        hash = hashed(hash, (const uint8_t *)" ", 1);
        hash = hashed(hash, in_order ? b : a, in_order ? b_size : a_size);
        pairs->out[pairs->count] = (uint64_t)~hash << 32 | pairs->form;
    }
    pairs->count++;
}

static void add_pairs(Pairs *pairs, Texts ones, const uint8_t *other, size_t size)
{
    for (size_t one; ones.text < ones.end; ones.text += one + 1)
        add_pair(pairs, ones.text, one = line(ones), other, size);
}

static int is_begin(uint8_t byte) { return (byte & 0xC0) != 0x80; }

/* Adds the pairs of skeletons with one of which a letter is left out in turn: the part of `_with_shortened` after the first. */
static void add_shortened(Pairs *pairs, Texts ones, const uint8_t *other, size_t size, uint32_t least, uint32_t most)
{
    uint8_t cut[256];
    uint32_t letters = 0;
    for (size_t i = 0; i < size; i++)
        letters += (uint32_t)is_begin(other[i]);
    if (letters < least || letters > most || size > sizeof cut)
        return;
    for (size_t start = 0, end; start < size; start = end) {
        for (end = start + 1; end < size && !is_begin(other[end]);)
            end++;
        memcpy(cut, other, start);
        memcpy(cut + start, other + end, size - end);
        add_pairs(pairs, ones, cut, size - (end - start));
    }
}

enum { IS_GIVEN = 1, IS_FAMILY = 2, IS_PAIRED = 4 };

/* The limits of pairs: words of a name, and letters of a skeleton of which one may be left out. */
typedef struct {
    uint32_t words, least, most;
} PairLimits;

/* The words of a form that are paired: their numbers above their flags. Returns how many there are. */
static uint32_t paired_words(const uint32_t *words, const uint8_t *roles, uint32_t size, const uint8_t *flags, uint32_t most,
                             uint32_t *out)
{
    uint32_t count = 0, family = most;
    for (uint32_t i = 0; i < size && count < most; i++) {
        uint8_t flag = flags[roles[i]];
        if (!(flag & IS_PAIRED))
            continue;
        if (flag & IS_FAMILY)
            family = count;
        out[count++] = words[i] << 2 | (flag & IS_GIVEN);
    }
    if (family < most)
        out[family] |= IS_FAMILY;
    return count;
}

/* Twin of `read_pairs`: writes the entries of the pairs of all forms, some twice. `flags` are by role. Returns how many there
 * are, be there room for them or not. */
API int64_t translit_pair_entries(const uint32_t *words, const uint32_t *words_at, const uint8_t *roles, uint32_t form_count,
                                  const uint8_t *flags, const PairLimits *limits, const uint8_t *texts,
                                  const uint32_t *skeletons_at, const uint32_t *classes_at, uint64_t *out, int64_t room)
{
    Pairs pairs = {out, 0, room, 0};
    uint32_t row[16];
    for (; pairs.form < form_count && limits->words <= 16; pairs.form++) {
        uint32_t start = words_at[pairs.form], size = words_at[pairs.form + 1] - start;
        uint32_t *end = row + paired_words(words + start, roles + start, size, flags, limits->words, row);
        for (const uint32_t *other = row; other < end; other++)
            for (int is_class = 0; is_class < 1 + (int)(*other & IS_GIVEN); is_class++) {
                Texts others = texts_at(texts, is_class ? classes_at : skeletons_at, *other >> 2);
                for (size_t length; others.text < others.end; others.text += length + 1) {
                    length = line(others);
                    for (const uint32_t *one = row; one < end; one++)
                        for (int is_given = 0; is_given < 1 + (int)(*one & IS_GIVEN); is_given++) {
                            Texts ones = texts_at(texts, is_given ? classes_at : skeletons_at, *one >> 2);
                            if (one < other)
                                add_pairs(&pairs, ones, others.text, length);
                            if (*one & IS_GIVEN && *other & IS_FAMILY)
                                add_shortened(&pairs, ones, others.text, length, limits->least, limits->most);
                        }
                }
            }
    }
    return pairs.count;
}
