/* The phonetic keys of a word in Latin or Cyrillic letters: translit.table.phonetics. */
#include "core.h"

#include <string.h>

#define LONGEST 40 /* letters of a word; longer ones are left to Python */
#define CODES 0x2020
#define NAMED 256
#define ROOM 400          /* phonemes of a word in one reading, of letters with up to eight each, and edges */
#define MOST_READINGS 64
#define MEMORY 8192       /* phonemes of the syllables of a word in all readings */
#define EDGE_PHONEME 1    /* hides the edge of a syllable from the rules */
#define NO_PATTERN 255
#define NOT_READ (-1)
#define TOO_LONG ROOM

enum { FOUND, LOST, START };
enum { LATIN_WORD = 1, VOWEL = 2, LETTER = 4, IS_LATIN = 8, INSIDE = 16, ALPHA = 32 };
enum { ANYWHERE, AT, NOT_AT, AT_EDGE };
enum { DOUBLED = 1 };

/* The records of phonetics.bin, in the order of tools/build_data/core_tables.py. */
typedef struct {
    double penalty;
    uint8_t cue, form, has_silent_letters, unused[5];
} Orthography;

typedef struct {
    double penalty;
    uint16_t first_trigger, triggers, unused[2];
} RowSet;

typedef struct {
    uint64_t languages, cued;
    uint8_t flags, native, fold_size, plain_size, fold[4], plain[8];
} Letter;

typedef struct {
    uint64_t low, high;
} Phonemes;

typedef struct {
    Phonemes needs, before_set, after_set, parts[4];
    uint8_t least[4], most[4], kind, before, after, part_count, size, text[11];
} Rewriting;

typedef struct {
    uint64_t bits[4];
} Context;

typedef struct {
    uint8_t size, before, after, phoneme_count, letters[8], next[2], phonemes[8];
} Unit;

typedef struct {
    uint8_t size, before, after, phoneme_count, letters[8], phonemes[8];
} Row;

typedef struct {
    uint8_t guess, is_read, never, first_set, sets, unused[3];
} Language;

typedef struct {
    uint8_t size, letters[7];
} Trigger;

typedef struct {
    uint8_t size, letters[3];
} Lookahead;

typedef struct {
    uint32_t columns, ends, width;
} Automaton;

typedef struct {
    uint32_t orthography_count, rewriting_count, language_count, lookahead_count, edge, vowel;
    uint32_t orthographies, row_sets, letters, rewritings, contexts, codes, unit_starts, units, row_starts, rows, languages,
        triggers, lookaheads, patterns, automata;
} Head;

typedef struct {
    const Head *head;
    const Orthography *orthographies;
    const RowSet *row_sets;
    const Letter *letters;
    const Rewriting *rewritings;
    const Context *contexts;
    const uint16_t *codes, *unit_starts, *row_starts;
    const Unit *units;
    const Row *rows;
    const Language *languages;
    const Trigger *triggers;
    const Lookahead *lookaheads;
    const Automaton *patterns;
    const uint8_t *automata;
} Tables;

/* A word or a syllable by the numbers of its letters. */
typedef struct {
    uint32_t start, end, after_size;
    uint16_t after[2];
    int first;
} Syllable;

/* The keys of a word, in the order in which they are found, each with its least penalty. */
typedef struct {
    uint8_t *letters;
    double *penalties;
    uint32_t size, room, count, starts[MOST_READINGS + 1];
} Keys;

static Tables opened(const uint8_t *content)
{
    const Head *head = (const Head *)(const void *)content;
#define PART(type, name) (const type *)(const void *)(content + head->name)
    Tables found = {head, PART(Orthography, orthographies), PART(RowSet, row_sets), PART(Letter, letters),
                    PART(Rewriting, rewritings), PART(Context, contexts), PART(uint16_t, codes),
                    PART(uint16_t, unit_starts), PART(uint16_t, row_starts), PART(Unit, units), PART(Row, rows),
                    PART(Language, languages), PART(Trigger, triggers), PART(Lookahead, lookaheads),
                    PART(Automaton, patterns), PART(uint8_t, automata)};
#undef PART
    return found;
}

static inline int has(const Phonemes *set, uint8_t phoneme)
{
    return (phoneme < 64 ? set->low >> phoneme : set->high >> (phoneme - 64)) & 1;
}

static inline int has_letter(const Context *context, uint8_t letter)
{
    return context->bits[letter >> 6] >> (letter & 63) & 1;
}

static uint32_t without_doubles(uint8_t *text, uint32_t size)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < size; i++)
        if (!kept || text[kept - 1] != text[i])
            text[kept++] = text[i];
    return kept;
}

/* Where the parts of a rewriting from `part` on end that begin at `at`, each as often as it can stand; -1 if they do not. */
static int32_t end_of(const Rewriting *how, uint32_t part, const uint8_t *text, uint32_t size, uint32_t at)
{
    if (part == how->part_count) {
        if (how->after == AT_EDGE)
            return at == size ? (int32_t)at : -1;
        int beside = at < size && has(&how->after_set, text[at]);
        return how->after == ANYWHERE || beside == (how->after == AT) ? (int32_t)at : -1;
    }
    uint32_t stop = at;
    while (stop < size && stop - at < how->most[part] && has(&how->parts[part], text[stop]))
        stop++;
    for (; stop >= at + how->least[part]; stop--) {
        int32_t end = end_of(how, part + 1, text, size, stop);
        if (end >= 0)
            return end;
        if (stop == at)
            break;
    }
    return -1;
}

/* Twin of `pattern.sub`; returns the new size. */
static uint32_t rewritten(const Rewriting *how, uint8_t *text, uint32_t size)
{
    uint8_t out[ROOM];
    uint32_t kept = 0, at = 0, changed = 0;
    while (at < size) {
        int32_t end = -1;
        if (how->least[0] == 0 || has(&how->parts[0], text[at])) {
            int fits = how->before == ANYWHERE;
            if (how->before == AT_EDGE)
                fits = !at;
            else if (!fits)
                fits = (at && has(&how->before_set, text[at - 1])) == (how->before == AT);
            end = fits ? end_of(how, 0, text, size, at) : -1;
        }
        if (end < 0) {
            out[kept++] = text[at++];
            continue;
        }
        if (kept + how->size + size - (uint32_t)end > ROOM)
            return TOO_LONG;
        memcpy(out + kept, how->text, how->size);
        kept += how->size;
        at = (uint32_t)end;
        changed = 1;
    }
    if (changed)
        memcpy(text, out, kept);
    return kept;
}

static Phonemes phonemes_of(const uint8_t *text, uint32_t size)
{
    Phonemes found = {0, 0};
    for (uint32_t i = 0; i < size; i++)
        if (text[i] < 64)
            found.low |= (uint64_t)1 << text[i];
        else
            found.high |= (uint64_t)1 << (text[i] - 64);
    return found;
}

/* Twin of `apply_rules`: rewrites phonemes where they are and returns their new size. */
static uint32_t by_rules(const Tables *tables, uint8_t *text, uint32_t size)
{
    Phonemes there = phonemes_of(text, size);
    for (uint32_t i = 0; i < tables->head->rewriting_count; i++) {
        const Rewriting *how = &tables->rewritings[i];
        if ((how->needs.low | how->needs.high) && !((how->needs.low & there.low) | (how->needs.high & there.high)))
            continue;
        uint32_t before = size;
        size = how->kind == DOUBLED ? without_doubles(text, size) : rewritten(how, text, size);
        if (size == TOO_LONG)
            return size;
        if (how->kind != DOUBLED || size != before)
            there = phonemes_of(text, size);
    }
    return size;
}

static uint8_t step(const uint8_t *columns, const uint8_t *next, uint32_t width, uint8_t state, uint16_t letter)
{
    return next[state * width + columns[letter < NAMED ? letter : 0]];
}

/* Twin of `pattern.search`: whether a pattern is found in letters. */
static int is_found(const Tables *tables, uint8_t number, const uint16_t *letters, uint32_t size)
{
    const Automaton *automaton = &tables->patterns[number];
    const uint8_t *columns = tables->automata + automaton->columns, *ends = tables->automata + automaton->ends;
    const uint8_t *next = ends + NAMED;
    uint8_t state = START;
    for (uint32_t i = 0; i < size && state > LOST; i++)
        state = step(columns, next, automaton->width, state, letters[i]);
    return ends[state];
}

/* Twin of `_cues`. */
static uint64_t cues_of(const Tables *tables, const uint16_t *word, const Syllable *syllable)
{
    uint16_t context[LONGEST + 5];
    uint32_t size = 0;
    if (!syllable->first) {
        context[size++] = (uint16_t)tables->head->edge;
        context[size++] = (uint16_t)tables->head->vowel;
    }
    for (uint32_t i = syllable->start; i < syllable->end; i++)
        context[size++] = word[i];
    for (uint32_t i = 0; i < syllable->after_size; i++)
        context[size++] = syllable->after[i];
    if (syllable->after_size)
        context[size++] = (uint16_t)tables->head->edge;
    uint64_t possible = tables->letters[0].cued, found = 0;
    for (uint32_t i = 0; i < size; i++)
        possible |= tables->letters[context[i]].cued;
    for (uint32_t r = 0; r < tables->head->orthography_count; r++)
        if (possible >> r & 1) {
            uint8_t cue = tables->orthographies[r].cue;
            if (cue == NO_PATTERN || is_found(tables, cue, context, size))
                found |= (uint64_t)1 << r;
        }
    return found;
}

static int is_vowel(const Tables *tables, uint16_t letter) { return tables->letters[letter].flags & VOWEL; }

/* Twin of `_lookahead`, by the letters from `at` to `end`. */
static void look_ahead(const Tables *tables, const uint16_t *word, uint32_t at, uint32_t end, Syllable *syllable)
{
    uint32_t most = end - at < 2 ? end - at : 2;
    for (uint32_t size = most; size; size--)
        for (uint32_t i = 0; i < tables->head->lookahead_count; i++) {
            const Lookahead *known = &tables->lookaheads[i];
            if (known->size == size && known->letters[0] == word[at] && (size < 2 || known->letters[1] == word[at + 1])) {
                syllable->after_size = size;
                memcpy(syllable->after, word + at, size * sizeof *word);
                return;
            }
        }
    syllable->after_size = 1;
    syllable->after[0] = (uint16_t)tables->head->edge;
}

/* Twin of `_syllables`; returns how many there are. */
static uint32_t divide(const Tables *tables, const uint16_t *word, uint32_t size, Syllable *out)
{
    uint32_t count = 0, at = 0;
    while (at < size) {
        uint32_t end = at;
        while (end < size && !is_vowel(tables, word[end]))
            end++;
        while (end < size && is_vowel(tables, word[end]))
            end++;
        uint32_t rest = end;
        while (rest < size && !is_vowel(tables, word[rest]))
            rest++;
        if (rest == size)
            end = size;
        Syllable found = {at, end, 0, {0, 0}, !count};
        out[count++] = found;
        at = end;
    }
    for (uint32_t i = 0; i + 1 < count; i++)
        look_ahead(tables, word, out[i + 1].start, out[i + 1].end, &out[i]);
    return count;
}

/* Twin of `_fits`, of the unit that begins at `at`. */
static int unit_fits(const Tables *tables, const Unit *unit, const uint16_t *word, const Syllable *syllable, uint32_t at)
{
    uint32_t stop = at + unit->size;
    if (unit->before == 1 && (at > syllable->start || !syllable->first))
        return 0;
    if (unit->before == 2 && !(at > syllable->start ? is_vowel(tables, word[at - 1]) : !syllable->first))
        return 0;
    if (unit->after == 1)
        return stop == syllable->end && !syllable->after_size;
    if (unit->after == 2)
        return stop < syllable->end && is_vowel(tables, word[stop]);
    if (unit->after == 3)
        for (uint32_t i = 0; i < 2 && unit->next[i]; i++) {
            uint32_t place = stop + i;
            if (place < syllable->end ? word[place] != unit->next[i]
                                      : place - syllable->end >= syllable->after_size ||
                                            syllable->after[place - syllable->end] != unit->next[i])
                return 0;
        }
    return 1;
}

static int begins(const uint8_t *letters, uint32_t size, const uint16_t *word, uint32_t at, uint32_t end)
{
    if (size > end - at)
        return 0;
    for (uint32_t i = 0; i < size; i++)
        if (letters[i] != word[at + i])
            return 0;
    return 1;
}

/* Twin of `_unlisted`: the phonemes of a letter that orthography `r` does not list. */
static const uint8_t *unlisted(const Tables *tables, uint32_t r, uint16_t letter, uint32_t *size)
{
    const Letter *found = &tables->letters[letter];
    if (found->fold_size) {
        const uint16_t *starts = tables->unit_starts + r * (NAMED + 1) + found->fold[0];
        for (uint32_t i = starts[0]; i < starts[1]; i++) {
            const Unit *unit = &tables->units[i];
            if (unit->size == found->fold_size && !unit->before && !unit->after &&
                !memcmp(unit->letters, found->fold, unit->size)) {
                *size = unit->phoneme_count;
                return unit->phonemes;
            }
        }
    }
    *size = found->plain_size;
    return found->plain;
}

/* Twin of `read_units`: the phonemes of a syllable in orthography `r`; returns their number. */
static uint32_t read_syllable(const Tables *tables, uint32_t r, const uint16_t *word, const Syllable *syllable, uint8_t *out)
{
    uint32_t size = 0, at = syllable->start;
    while (at < syllable->end) {
        const uint8_t *phonemes = NULL;
        uint32_t count = 0, taken = 1;
        if (word[at] < NAMED) {
            const uint16_t *starts = tables->unit_starts + r * (NAMED + 1) + word[at];
            for (uint32_t i = starts[0]; i < starts[1] && !phonemes; i++) {
                const Unit *unit = &tables->units[i];
                if (begins(unit->letters, unit->size, word, at, syllable->end) &&
                    unit_fits(tables, unit, word, syllable, at)) {
                    phonemes = unit->phonemes;
                    count = unit->phoneme_count;
                    taken = unit->size;
                }
            }
        }
        if (!phonemes)
            phonemes = unlisted(tables, r, word[at], &count);
        memcpy(out + size, phonemes, count);
        size += count;
        at += taken;
    }
    return size;
}

static int add_key(Keys *keys, const uint8_t *key, uint32_t size, double penalty)
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

/* Twin of the part of `key_penalties` that reads Latin words. */
static int read_latin(const Tables *tables, const uint16_t *word, uint32_t size, Keys *keys)
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
        uint8_t key[ROOM];
        uint32_t key_size = 0;
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
        }
        if (orthography->has_silent_letters)
            key_size = without_doubles(key, key_size);
        if (key_size && !add_key(keys, key, key_size, orthography->penalty))
            return 0;
    }
    return 1;
}

static int side_fits(const Tables *tables, uint8_t context, uint8_t letter)
{
    if (!context)
        return 1;
    if (context == 1)
        return !letter || !(tables->letters[letter].flags & INSIDE);
    return letter && has_letter(&tables->contexts[context - 2], letter);
}

/* Twin of `read_phonemes`; returns the number of phonemes, or -1 if there is a letter that only Python can romanize. */
static int32_t read_rows(const Tables *tables, uint32_t set, const uint16_t *word, uint32_t size, uint8_t *out)
{
    uint32_t count = 0, at = 0;
    while (at < size) {
        const uint16_t *starts = tables->row_starts + set * (NAMED + 1) + word[at];
        const Row *found = NULL;
        for (uint32_t i = starts[0]; i < starts[1] && !found; i++) {
            const Row *row = &tables->rows[i];
            uint32_t stop = at + row->size;
            if (begins(row->letters, row->size, word, at, size) &&
                side_fits(tables, row->before, at ? (uint8_t)word[at - 1] : 0) &&
                side_fits(tables, row->after, stop < size ? (uint8_t)word[stop] : 0))
                found = row;
        }
        if (!found)
            return NOT_READ;
        memcpy(out + count, found->phonemes, found->phoneme_count);
        count += found->phoneme_count;
        at += found->size;
    }
    return (int32_t)count;
}

static int is_triggered(const Tables *tables, const RowSet *set, const uint16_t *word, uint32_t size)
{
    for (uint32_t i = 0; i < set->triggers; i++)
        for (uint32_t at = 0; at < size; at++) {
            const Trigger *trigger = &tables->triggers[set->first_trigger + i];
            if (begins(trigger->letters, trigger->size, word, at, size))
                return 1;
        }
    return !set->triggers;
}

/* Twin of `native_phonemes`, with the rules: adds the keys of a word in one language. */
static int read_native(const Tables *tables, const Language *language, const uint16_t *word, uint32_t size, Keys *keys)
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
            (key_size && !add_key(keys, key, key_size, tables->row_sets[set].penalty)))
            return 0;
    }
    return 1;
}

/* Twin of `languages_of` and `_native`; `named` is the language that the word is said to be in, or -1. */
static int read_cyrillic(const Tables *tables, int32_t named, const uint16_t *word, uint32_t size, Keys *keys)
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
        return tables->languages[named].is_read && read_native(tables, &tables->languages[named], native, size, keys);
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
            !read_native(tables, &tables->languages[i], native, size, keys))
            return 0;
    return 1;
}

/* Twin of `key_penalties`: writes the keys of a word, each with a line end, and their penalties, for which there is room for
 * 64, and returns how many there are; -1 if it is a word that Python must read. */
API int32_t translit_keys(const uint8_t *content, const uint32_t *codes, int32_t size, int32_t named, uint8_t *letters,
                          int32_t room, double *penalties)
{
    Tables tables = opened(content);
    uint16_t word[LONGEST];
    Keys keys = {letters, penalties, 0, (uint32_t)room, 0, {0}};
    int is_latin = -1, is_ascii = 1, is_latin_word = 1;
    if (size > LONGEST)
        return NOT_READ;
    for (int32_t i = 0; i < size; i++) {
        word[i] = codes[i] < CODES ? tables.codes[codes[i]] : 0;
        if (!word[i])
            return NOT_READ;
        uint8_t flags = tables.letters[word[i]].flags;
        is_ascii &= codes[i] < 128;
        is_latin_word &= flags & LATIN_WORD;
        if (is_latin < 0 && flags & LETTER)
            is_latin = (flags & IS_LATIN) != 0;
    }
    if (is_ascii)
        is_latin = 1;
    if (is_latin < 0 || (is_latin && !is_latin_word))
        return NOT_READ;
    int read = is_latin ? read_latin(&tables, word, (uint32_t)size, &keys)
                        : read_cyrillic(&tables, named, word, (uint32_t)size, &keys);
    return read ? (int32_t)keys.count : NOT_READ;
}
