/* The phonetic keys of a word in Latin or Cyrillic letters: translit.table.phonetics.key_penalties. */
#include "phonetics.h"

#include <string.h>

#define NO_LANGUAGE (-1) /* lower numbers are languages that are read by syllables */
#define HOMOPHONES 1024 /* bytes of the keys of a word whose homophones are looked for */

int add_key(Keys *keys, const uint8_t *key, uint32_t size, double penalty)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        uint32_t start = keys->starts[i];
        if (keys->starts[i + 1] - start == size + 1 && !memcmp(keys->letters + start, key, size)) {
            if (penalty < keys->penalties[i])
                keys->penalties[i] = penalty;
            return 1;
        }
    }
    if (keys->count == MOST_READINGS || keys->room - keys->size <= size)
        return 0;
    memcpy(keys->letters + keys->size, key, size);
    keys->size += size;
    keys->letters[keys->size++] = '\n';
    keys->penalties[keys->count++] = penalty;
    keys->starts[keys->count] = keys->size;
    return 1;
}

/* The phonemes of a syllable in some orthographies, and the part of a key that they give. */
typedef struct {
    uint32_t size, key_size;
    const uint8_t *phonemes, *key;
} Reading;

/* Twin of the part of `key_penalties` that reads Latin words, and of that of `phonemes`. */
static int read_latin(const Tables *tables, const uint16_t *word, uint32_t size, Keys *keys, Keys *heard)
{
    Syllable syllables[LONGEST];
    Reading known[LONGEST][MOST_READINGS];
    uint32_t known_count[LONGEST], used = 0;
    uint8_t memory[MEMORY];
    uint64_t cues = 0;
    uint32_t count = divide(tables, word, size, syllables);
    for (uint32_t s = 0; s < count; s++) {
        known_count[s] = 0;
        cues |= cues_of(tables, word, &syllables[s]);
    }
    for (uint32_t r = 0; r < tables->head->orthography_count; r++) {
        const Orthography *orthography = &tables->orthographies[r];
        if (!(cues >> r & 1) ||
            (orthography->form != NO_PATTERN && !is_found(tables, orthography->form, word, size)))
            continue;
        uint8_t key[ROOM], whole[ROOM];
        uint32_t key_size = 0, whole_size = 0;
        int is_heard = heard && !(orthography->penalty > 0.0);
        for (uint32_t s = 0; s < count; s++) {
            const Syllable *syllable = &syllables[s];
            uint8_t phonemes[ROOM];
            uint32_t read = read_syllable(tables, r, word, syllable, phonemes), k = 0;
            while (k < known_count[s] &&
                   (known[s][k].size != read || memcmp(known[s][k].phonemes, phonemes, read)))
                k++;
            Reading *found = &known[s][k];
            if (k == known_count[s]) {
                if (MEMORY - used < 2 * ROOM)
                    return 0;
                uint8_t *text = memory + used;
                memcpy(text, phonemes, read);
                found->size = read;
                found->phonemes = text;
                text += read;
                uint32_t length = 0;
                if (!syllable->first)
                    text[length++] = EDGE_PHONEME;
                memcpy(text + length, phonemes, read);
                length += read;
                if (syllable->after_size)
                    text[length++] = EDGE_PHONEME;
                length = by_rules(tables, text, length);
                if (length == TOO_LONG)
                    return 0;
                while (length && text[length - 1] == EDGE_PHONEME)
                    length--;
                uint32_t start = 0;
                while (start < length && text[start] == EDGE_PHONEME)
                    start++;
                found->key = text + start;
                found->key_size = length - start;
                used += read + length;
                known_count[s]++;
            }
            if (key_size + found->key_size > ROOM)
                return 0;
            memcpy(key + key_size, found->key, found->key_size);
            key_size += found->key_size;
            if (!is_heard)
                continue;
            if (whole_size + read > ROOM)
                return 0;
            memcpy(whole + whole_size, phonemes, read);
            whole_size += read;
        }
        if (orthography->has_silent_letters)
            key_size = without_doubles(key, key_size);
        if (key_size && !add_key(keys, key, key_size, orthography->penalty))
            return 0;
        if (is_heard && whole_size && !add_key(heard, whole, whole_size, 0.0))
            return 0;
    }
    return 1;
}

/* Twin of `native_phonemes`, with the rules: adds the keys of a word in one language. */
static int read_native(const Tables *tables, const Language *language, const uint16_t *word, uint32_t size, Keys *keys,
                       Keys *heard)
{
    uint8_t texts[16][ROOM];
    uint32_t sizes[16], count = 0;
    for (uint32_t s = 0; s < language->sets; s++) {
        uint32_t set = language->first_set + s, k = 0;
        if (!is_triggered(tables, &tables->row_sets[set], word, size))
            continue;
        if (count == 16)
            return 0;
        int32_t read = read_rows(tables, set, word, size, texts[count]);
        if (read < 0)
            return 0;
        while (k < count && (sizes[k] != (uint32_t)read || memcmp(texts[k], texts[count], (uint32_t)read)))
            k++;
        if (k < count)
            continue;
        sizes[count++] = (uint32_t)read;
        uint8_t key[ROOM];
        memcpy(key, texts[k], (uint32_t)read);
        uint32_t key_size = by_rules(tables, key, (uint32_t)read);
        if (key_size == TOO_LONG || memchr(key, '.', key_size) ||
            (key_size && !add_key(keys, key, key_size, tables->row_sets[set].penalty)) ||
            (heard && read && !add_key(heard, texts[k], (uint32_t)read, 0.0)))
            return 0;
    }
    return 1;
}

/* Twin of `languages_of` and `_native`; `named` is the language that the word is said to be in, or -1. */
static int read_cyrillic(const Tables *tables, int32_t named, const uint16_t *word, uint32_t size, Keys *keys,
                         Keys *heard)
{
    uint64_t fitting = ~(uint64_t)0;
    uint16_t native[LONGEST];
    for (uint32_t i = 0; i < size; i++) {
        const Letter *letter = &tables->letters[word[i]];
        fitting &= letter->languages;
        native[i] = letter->native;
        if (!letter->native)
            return 0;
    }
    if (named >= 0 && fitting >> named & 1)
        return tables->languages[named].is_read && read_native(tables, &tables->languages[named], native, size, keys, heard);
    uint32_t guess = 256;
    for (uint32_t i = 0; i < tables->head->language_count; i++) {
        const Language *language = &tables->languages[i];
        if (!(fitting >> i & 1))
            continue;
        if (!language->is_read)
            return 0;
        if (language->never != NO_PATTERN && is_found(tables, language->never, word, size))
            fitting &= ~((uint64_t)1 << i);
        else if (language->guess < guess)
            guess = language->guess;
    }
    if (guess == 256)
        return 0;
    for (uint32_t i = 0; i < tables->head->language_count; i++)
        if (fitting >> i & 1 && tables->languages[i].guess == guess &&
            !read_native(tables, &tables->languages[i], native, size, keys, heard))
            return 0;
    return 1;
}

int read_keys(const uint8_t *content, const uint32_t *codes, int32_t size, int32_t named, Keys *keys, Keys *heard)
{
    Tables tables = phonetic_tables(content);
    uint16_t word[LONGEST];
    int is_latin = -1, is_ascii = 1, is_latin_word = 1;
    if (size > LONGEST || named < NO_LANGUAGE)
        return 0;
    for (int32_t i = 0; i < size; i++) {
        word[i] = codes[i] < CODES ? tables.codes[codes[i]] : 0;
        if (!word[i])
            return 0;
        uint8_t flags = tables.letters[word[i]].flags;
        is_ascii &= codes[i] < 128;
        is_latin_word &= flags & LATIN_WORD;
        if (is_latin < 0 && flags & LETTER)
            is_latin = (flags & IS_LATIN) != 0;
    }
    if (is_ascii)
        is_latin = 1;
    if (is_latin < 0 || (is_latin && !is_latin_word))
        return 0;
    return is_latin ? read_latin(&tables, word, (uint32_t)size, keys, heard)
                    : read_cyrillic(&tables, named, word, (uint32_t)size, keys, heard);
}

/* Twin of `read_keys`: writes the keys of a word, each with a line end, and 0 after the last; and their penalties, for which
 * there is room for MOST_READINGS. Returns how many there are. */
API int32_t translit_keys(const uint8_t *content, const uint32_t *codes, int32_t size, int32_t named, uint8_t *letters,
                          int32_t room, double *penalties)
{
    Keys keys = {letters, penalties, 0, (uint32_t)room - 1, 0, {0}};
    if (!read_keys(content, codes, size, named, &keys, NULL))
        return NOT_READ;
    letters[keys.size] = 0;
    return (int32_t)keys.count;
}

/* The words of a segment that share a key without a penalty with a word, as `translit_sharing_key` finds them by its keys;
 * `sign` stands before a key where the segment has it. */
API int32_t translit_homophones(const Segment *segment, const uint8_t *content, const uint32_t *codes, int32_t size,
                                int32_t named, uint8_t sign, int32_t limit, uint32_t *out, int32_t room)
{
    uint8_t letters[HOMOPHONES];
    double penalties[MOST_READINGS];
    uint32_t hashes[MOST_READINGS], used = 0;
    int32_t sizes[MOST_READINGS], count = 0;
    Keys keys = {letters, penalties, 0, HOMOPHONES, 0, {0}};
    if (!read_keys(content, codes, size, named, &keys, NULL))
        return NOT_READ;
    for (uint32_t i = 0; i < keys.count; i++) {
        if (penalties[i] > 0.0)
            continue;
        uint32_t length = keys.starts[i + 1] - keys.starts[i] - 1;
        memmove(letters + used, letters + keys.starts[i], length);
        hashes[count] = ~hashed(hashed(NO_HASH, &sign, 1), letters + used, length);
        used += length;
        sizes[count++] = (int32_t)length;
    }
    return translit_sharing_key(segment, hashes, letters, sizes, count, limit, out, room);
}
