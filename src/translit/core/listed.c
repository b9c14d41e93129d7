/* What an index stores of a word in Latin or Cyrillic letters: translit.gazetteer.listed_words. */
#include "phonetics.h"

#include <string.h>

#define MOST_HASHES 1000 /* of a word; of one with more Python makes them */
#define PLACES 2048
#define LONGEST_CUT 48 /* a longer key has no deletion neighbours */
#define SHORTEST_CUT 4 /* nor has a shorter one */

/* What phonemes become, 0 if they are left out: in coarse keys, in skeletons, in consonant classes, and in those with
 * matres. */
typedef struct {
    uint8_t coarse[128], bare[128], classes[128], matres[128];
} Becomes;

/* The hashes of the blocking keys of a word, each once. */
typedef struct {
    uint32_t *hashes;
    uint32_t count, is_full;
    uint16_t places[PLACES];
} Hashes;

static void add_hash(Hashes *found, uint32_t hash)
{
    uint32_t at = hash % PLACES;
    for (; found->places[at]; at = (at + 1) % PLACES)
        if (found->hashes[found->places[at] - 1] == hash)
            return;
    if (found->count == MOST_HASHES) {
        found->is_full = 1;
        return;
    }
    found->hashes[found->count++] = hash;
    found->places[at] = (uint16_t)found->count;
}

static void add_text(Hashes *found, uint8_t sign, const uint8_t *text, uint32_t size, uint32_t shortest)
{
    if (size >= shortest)
        add_hash(found, ~hashed(hashed(NO_HASH, &sign, 1), text, size));
}

/* Twin of `deletion_neighbours`: adds them, each with a sign before it. */
static void add_neighbours(Hashes *found, uint8_t sign, const uint8_t *text, uint32_t size)
{
    if (size < SHORTEST_CUT || size > LONGEST_CUT)
        return;
    uint32_t before = hashed(NO_HASH, &sign, 1);
    for (uint32_t i = 0; i < size; i++) {
        add_hash(found, ~hashed(before, text + i + 1, size - i - 1));
        before = hashed(before, text + i, 1);
    }
}

/* Twin of `coarse`. */
static uint32_t coarse_of(const Becomes *becomes, const uint8_t *key, uint32_t size, uint8_t *out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++) {
        uint8_t phoneme = key[i], next = i + 1 < size ? key[i + 1] : 0;
        if ((phoneme == 't' && next == 's') || (phoneme == 'd' && next == 'z')) {
            phoneme = phoneme == 't' ? 'c' : 'z';
            i++;
        }
        phoneme = becomes->coarse[phoneme];
        if (phoneme && (!kept || out[kept - 1] != phoneme))
            out[kept++] = phoneme;
    }
    return kept;
}

/* Writes what phonemes become by a table, dZ being k before or after some are left out; returns how many are left. */
static uint32_t become(const uint8_t *table, int is_left_out_first, const uint8_t *text, uint32_t size, uint8_t *out)
{
    uint32_t kept = 0;
    uint8_t last = 0;
    for (uint32_t i = 0; i < size; i++) {
        if (text[i] == 'Z' && last == 'd') {
            out[kept - 1] = table['k'];
            last = 'k';
            continue;
        }
        if (table[text[i]])
            out[kept++] = table[text[i]];
        if (table[text[i]] || !is_left_out_first)
            last = text[i];
    }
    return kept;
}

static uint32_t without(uint8_t phoneme, const uint8_t *text, uint32_t size, uint8_t *out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++)
        if (text[i] != phoneme)
            out[kept++] = text[i];
    return kept;
}

/* Twin of `consonant_classes`, and adds them and their neighbours. */
static void add_classes(Hashes *found, const Becomes *becomes, const uint8_t *heard, uint32_t size)
{
    int has_article = size > 3 && (heard[0] == 'a' || heard[0] == 'e') && heard[1] == 'l';
    for (uint32_t skipped = 0; skipped <= (has_article ? 2 : 0); skipped += 2)
        for (int is_vowel = 0; is_vowel < 2; is_vowel++) {
            uint8_t text[ROOM], classes[ROOM];
            uint32_t length = size - skipped;
            memcpy(text, heard + skipped, length);
            if (is_vowel)
                length = without('v', text, length, text);
            if (is_vowel && length == size - skipped)
                continue;
            length = without_doubles(classes, become(becomes->classes, 1, text, length, classes));
            add_text(found, '^', classes, length, 2);
            add_neighbours(found, '^', classes, length);
        }
}

static void add_with_matres(Hashes *found, const Becomes *becomes, const uint8_t *heard, uint32_t size)
{
    uint8_t classes[ROOM + 1];
    uint32_t kept = 0, skipped = 0;
    if (!size)
        return;
    if (strchr("aeiouh", heard[0]))
        classes[kept++] = heard[0] == 'h' ? 'h' : 'a';
    if (strchr("aeh", heard[0]))
        skipped = 1;
    kept += become(becomes->matres, 0, heard + skipped, size - skipped, classes + kept);
    if (kept > 1)
        add_text(found, '+', classes, without_doubles(classes, kept), 1);
}

/* Twin of `blocking_keys`: adds the blocking keys of a word that are not made of its phonetic keys. */
static void add_consonants(Hashes *found, const Becomes *becomes, const Keys *heard, int is_ascii)
{
    for (uint32_t i = 0; i < heard->count; i++) {
        const uint8_t *text = heard->letters + heard->starts[i];
        uint32_t size = heard->starts[i + 1] - heard->starts[i] - 1;
        add_classes(found, becomes, text, size);
        add_with_matres(found, becomes, text, size);
        if (is_ascii || !memchr(text, 'v', size))
            continue;
        uint8_t as_vowel[ROOM];
        for (uint32_t k = 0; k < size; k++)
            as_vowel[k] = k && text[k] == 'v' ? 'o' : text[k];
        add_with_matres(found, becomes, as_vowel, size);
    }
}

static uint32_t size_of(const uint8_t *text, const uint8_t *end)
{
    uint32_t size = 0;
    while (text + size < end && text[size] != '\n' && text[size])
        size++;
    return size;
}

/* Twin of `listed_word`: writes the phonetic keys of a word as `translit_keys` does, the hashes of its blocking keys, for
 * which there is room for 1000, and into `skeletons` those by which it is paired. `counts` are of keys, hashes and skeletons. Returns 0, or NOT_READ. */
API int32_t translit_listed(const uint8_t *content, const uint8_t *letters, const uint32_t *codes, int32_t size,
                            int32_t named, int32_t is_ascii, uint8_t *key_letters, int32_t room,
                            double *penalties, uint32_t *hashes, uint8_t *skeletons, uint32_t *counts)
{
    const Becomes *becomes = (const Becomes *)(const void *)letters;
    uint8_t heard_letters[MEMORY], coarse_letters[MEMORY], bare_letters[MEMORY], all_bare[MEMORY];
    double none[MOST_READINGS], coarse_penalties[MOST_READINGS], bare_penalties[MOST_READINGS];
    Keys keys = {key_letters, penalties, 0, (uint32_t)room - 1, 0, {0}};
    Keys heard = {heard_letters, none, 0, MEMORY, 0, {0}}, coarse = {coarse_letters, coarse_penalties, 0, MEMORY, 0, {0}};
    Keys bare = {bare_letters, bare_penalties, 0, MEMORY, 0, {0}};
    Hashes found = {hashes, 0, 0, {0}};
    if (room > MEMORY || !read_keys(content, codes, size, named, &keys, &heard))
        return NOT_READ;
    if (memchr(heard_letters, '.', heard.size))
        return NOT_READ;
    key_letters[keys.size] = 0;
    translit_skeletons(key_letters, (int32_t)keys.size, becomes->coarse, becomes->bare, all_bare);
    const uint8_t *skeleton = all_bare;
    int has_sure = 0;
    for (uint32_t i = 0; i < keys.count; i++) {
        const uint8_t *key = key_letters + keys.starts[i];
        uint32_t key_size = keys.starts[i + 1] - keys.starts[i] - 1, bare_size = size_of(skeleton, all_bare + MEMORY);
        uint8_t merged[ROOM];
        add_text(&found, '=', key, key_size, 0);
        if (!add_key(&coarse, merged, coarse_of(becomes, key, key_size, merged), penalties[i]) ||
            !add_key(&bare, skeleton, bare_size, penalties[i]))
            return NOT_READ;
        skeleton += bare_size + 1;
        has_sure |= !(penalties[i] > 0.0);
    }
    uint8_t *end = skeletons;
    for (uint32_t i = 0; i < coarse.count; i++) {
        const uint8_t *text = coarse_letters + coarse.starts[i];
        uint32_t length = coarse.starts[i + 1] - coarse.starts[i] - 1;
        add_text(&found, '~', text, length, 0);
        if (!(coarse_penalties[i] > 0.0))
            add_neighbours(&found, '~', text, length);
    }
    counts[2] = 0;
    for (uint32_t i = 0; i < bare.count; i++) {
        const uint8_t *text = bare_letters + bare.starts[i];
        uint32_t length = bare.starts[i + 1] - bare.starts[i] - 1;
        int is_sure = !(bare_penalties[i] > 0.0);
        add_text(&found, '#', text, length, 2);
        if (is_sure)
            add_neighbours(&found, '#', text, length);
        if (is_sure || !has_sure) {
            memcpy(end, text, length + 1);
            end += length + 1;
            counts[2]++;
        }
    }
    end[end > skeletons ? -1 : 0] = 0;
    add_consonants(&found, becomes, &heard, is_ascii);
    counts[0] = keys.count;
    counts[1] = found.count;
    return found.is_full ? NOT_READ : 0;
}
