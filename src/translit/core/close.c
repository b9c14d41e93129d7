/* The listed names that share two words with words of a text: translit.match.candidates, translit.gazetteer.close_names. */
#include "core.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS 0x530 /* the first characters of Unicode, those of Latin, Greek and Cyrillic words */
#define UNKNOWN_LETTER (-2)

/* What folding makes of a letter, and its script: translit.gazetteer.close_names fills them in as they are met. */
typedef struct {
    uint32_t folded[LETTERS][2]; /* at most two characters, 0 for none */
    uint32_t script[LETTERS];    /* the script that a word has whose first letter it is; 0 if it is no letter */
    uint8_t state[LETTERS];      /* 0 if it was not met, KNOWN, or OTHER if only Python can fold a word with it */
    uint8_t small[LETTERS];      /* 1 if it is a small letter */
} Letters;

enum { KNOWN = 1, OTHER = 2 };

/* Lines `key<tab>value`, in the order of the keys. */
typedef struct {
    const uint8_t *content;
    uint64_t size;
} Map;

typedef struct {
    double alike, misspelled, joined; /* as in translit.table.words */
    int32_t slack;                    /* as in translit.match.alignment */
    uint32_t shortest_latin, latin;   /* as in translit.names.given_names; the script */
    uint8_t given, family, content;   /* roles */
    Map spelled, shortened, heard;    /* of given names */
    const Letters *letters;
} Rules;

typedef struct {
    const uint32_t *text;
    uint32_t size;
} Text;

enum { KEYS, STEMS, SKELETONS, MARKS, CLASSES, LISTS };
enum { NO_ALPHABET = 1, ABJAD = 2 };
enum { NO, YES, MAYBE };

/* A word of the text. It comes as numbers: script, flags, the size of the folded word, of its best key, how many texts each
 * list has, their sizes, and the letters of all. */
typedef struct {
    uint32_t script, flags, counts[LISTS];
    Text folded, key, *lists[LISTS];
    Pattern *patterns; /* of the keys, and last of the folded word */
} Asked;

/* A listed word. */
typedef struct {
    uint32_t number, script, key_count;
    int is_known, is_small, is_ascii;
    Text folded, *keys;
    uint8_t *sure;    /* whether a key has no penalty */
    uint8_t *near;    /* by word of the text, 1 more than the answer */
    uint32_t *memory; /* all of these */
} Stored;

static int is_same(Text a, Text b) { return a.size == b.size && !memcmp(a.text, b.text, a.size * sizeof *a.text); }

static int compare(Text a, Text b)
{
    for (uint32_t i = 0; i < a.size && i < b.size; i++)
        if (a.text[i] != b.text[i])
            return a.text[i] < b.text[i] ? -1 : 1;
    return (a.size > b.size) - (a.size < b.size);
}

static int open_asked(Asked *asked, const uint32_t *packed, uint32_t *longest)
{
    uint32_t total = 0;
    asked->script = packed[0], asked->flags = packed[1];
    asked->folded.size = packed[2], asked->key.size = packed[3];
    for (int i = 0; i < LISTS; i++)
        total += asked->counts[i] = packed[4 + i];
    const uint32_t *size = packed + 4 + LISTS, *text = size + total;
    Text *texts = malloc((total + 1) * sizeof *texts);
    asked->lists[0] = texts;
    asked->patterns = malloc((asked->counts[KEYS] + 1) * sizeof *asked->patterns);
    if (!texts || !asked->patterns)
        return 0;
    asked->folded.text = text, text += asked->folded.size;
    asked->key.text = text, text += asked->key.size;
    for (int i = 0; i < LISTS; i++) {
        asked->lists[i] = texts;
        for (uint32_t k = 0; k < asked->counts[i]; k++, size++, texts++) {
            *texts = (Text){text, *size};
            text += *size;
        }
    }
    for (uint32_t k = 0; k < asked->counts[KEYS]; k++)
        prepare(&asked->patterns[k], asked->lists[KEYS][k].text, asked->lists[KEYS][k].size);
    prepare(&asked->patterns[asked->counts[KEYS]], asked->folded.text, asked->folded.size);
    if ((uint32_t)(text - packed) > *longest)
        *longest = (uint32_t)(text - packed);
    return 1;
}

static void close_asked(Asked *asked, int32_t count)
{
    for (int32_t i = 0; asked && i < count; i++) {
        free(asked[i].lists[0]);
        free(asked[i].patterns);
    }
    free(asked);
}

/* Pairs of skeletons, each once: their texts in UTF-8, their hashes, and an open table of their places. */
typedef struct {
    uint8_t *bytes;
    uint32_t *hashes, *ends, *places;
    size_t size, room, used_bytes, bytes_room, mask;
} Pairs;

static uint32_t crc32_of(const uint8_t *text, size_t size)
{
    static const uint32_t half[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < size; i++) {
        crc ^= text[i];
        crc = crc >> 4 ^ half[crc & 15];
        crc = crc >> 4 ^ half[crc & 15];
    }
    return ~crc;
}

static void pairs_close(Pairs *pairs)
{
    free(pairs->bytes);
    free(pairs->hashes);
    free(pairs->ends);
    free(pairs->places);
}

static int pairs_grow(Pairs *pairs, size_t more_bytes)
{
    if (pairs->used_bytes + more_bytes > pairs->bytes_room) {
        size_t room = 2 * (pairs->used_bytes + more_bytes) + 1024;
        uint8_t *bytes = realloc(pairs->bytes, room);
        if (!bytes)
            return 0;
        pairs->bytes = bytes, pairs->bytes_room = room;
    }
    if (pairs->size < pairs->room)
        return 1;
    size_t room = pairs->room ? 2 * pairs->room : 128;
    uint32_t *hashes = realloc(pairs->hashes, room * sizeof *hashes);
    if (hashes)
        pairs->hashes = hashes;
    uint32_t *ends = realloc(pairs->ends, room * sizeof *ends), *places = calloc(2 * room, sizeof *places);
    if (ends)
        pairs->ends = ends;
    if (!hashes || !ends || !places) {
        free(places);
        return 0;
    }
    free(pairs->places);
    pairs->places = places, pairs->room = room, pairs->mask = 2 * room - 1;
    for (size_t i = 0; i < pairs->size; i++) {
        size_t at = pairs->hashes[i] & pairs->mask;
        while (places[at])
            at = (at + 1) & pairs->mask;
        places[at] = (uint32_t)i + 1;
    }
    return 1;
}

/* Twin of `_pair`, and of adding it to a set. */
static int pairs_add(Pairs *pairs, Text a, Text b)
{
    if (!pairs_grow(pairs, 4 * ((size_t)a.size + b.size) + 1))
        return 0;
    int in_order = compare(a, b) < 0;
    Text one = in_order ? a : b, other = in_order ? b : a;
    uint8_t *start = pairs->bytes + pairs->used_bytes;
    size_t size = encode(one.text, one.size, start);
    start[size++] = ' ';
    size += encode(other.text, other.size, start + size);
    uint32_t hash = crc32_of(start, size);
    size_t at = hash & pairs->mask;
    for (; pairs->places[at]; at = (at + 1) & pairs->mask) {
        uint32_t place = pairs->places[at] - 1, begin = place ? pairs->ends[place - 1] : 0;
        if (pairs->hashes[place] == hash && pairs->ends[place] - begin == size && !memcmp(pairs->bytes + begin, start, size))
            return 1;
    }
    pairs->places[at] = (uint32_t)pairs->size + 1;
    pairs->used_bytes += size;
    pairs->hashes[pairs->size] = hash;
    pairs->ends[pairs->size++] = (uint32_t)pairs->used_bytes;
    return 1;
}

/* Twin of `_with_shortened`; skeletons of `shortest` up to `longest` letters are cut. */
static int add_shortened(Pairs *pairs, const Asked *one, const Asked *other, const uint32_t *cut_sizes, uint32_t *cut)
{
    for (uint32_t i = 0; i < other->counts[SKELETONS]; i++) {
        Text b = other->lists[SKELETONS][i];
        int is_cut = b.size >= cut_sizes[0] && b.size <= cut_sizes[1];
        for (uint32_t left_out = 0; left_out <= (is_cut ? b.size : 0); left_out++) {
            Text shorter = b;
            if (left_out) {
                memcpy(cut, b.text, (left_out - 1) * sizeof *cut);
                memcpy(cut + left_out - 1, b.text + left_out, (b.size - left_out) * sizeof *cut);
                shorter = (Text){cut, b.size - 1};
            }
            for (int list = SKELETONS; list <= MARKS; list++)
                for (uint32_t k = 0; k < one->counts[list]; k++)
                    if (!pairs_add(pairs, one->lists[list][k], shorter))
                        return 0;
        }
    }
    return 1;
}

/* Twin of `_sharing_pairs`: the forms to which most skeleton pairs of two of the words lead. */
static int share_pairs(const Segment *segments, int32_t segment_count, const Asked *asked, int32_t count,
                       const uint32_t *cut_sizes, uint32_t *cut, Best *best)
{
    uint32_t *hashes = NULL;
    size_t size = 0, room = 0;
    Table votes = {0};
    int done = 0;
    for (int32_t i = 0; i < count; i++)
        for (int32_t j = i + 1; j < count; j++) {
            Pairs pairs = {0};
            int is_full = add_shortened(&pairs, &asked[i], &asked[j], cut_sizes, cut) &&
                          add_shortened(&pairs, &asked[j], &asked[i], cut_sizes, cut);
            uint32_t *more = is_full ? realloc(hashes, (size + pairs.size + 1) * sizeof *hashes) : NULL;
            if (more) {
                hashes = more;
                if (pairs.size)
                    memcpy(hashes + size, pairs.hashes, pairs.size * sizeof *hashes);
                size += pairs.size;
            }
            pairs_close(&pairs);
            if (!more)
                goto end;
        }
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t s = 0; s < segment_count; s++)
            for (size_t i = 0; i < size; i++) {
                uint64_t place, last;
                entries_of(&segments[s].pairs, hashes[i], &place, &last);
                if (!pass)
                    room += (size_t)(last - place);
                for (; pass && place < last; place++) {
                    uint32_t form = number_at(&segments[s].pairs, place);
                    int is_new;
                    if (!is_visible(&segments[s], form))
                        continue;
                    double *sum = table_at(&votes, segments[s].first_form + form, &is_new);
                    *sum = (is_new ? 0.0 : *sum) + 1.0;
                }
            }
        if (!pass && !table_open(&votes, room))
            goto end;
    }
    for (size_t place = 0; place <= votes.mask; place++)
        if (votes.used[place])
            best_offer(best, votes.keys[place], votes.values[place]);
    done = 1;
end:
    free(hashes);
    table_close(&votes);
    return done;
}

/* Read a listed word. Returns 1, NO_MEMORY, or UNKNOWN_LETTER with the letter. */
static int32_t open_stored(Stored *stored, const Segment *segment, uint32_t local, int32_t asked_count,
                           const Letters *letters, uint32_t *missing)
{
    Record record = record_of(segment, local);
    const uint8_t *start = segment->words + record.start;
    uint32_t fields = 1;
    for (uint64_t i = 0; i < record.size; i++)
        fields += start[i] == '\t';
    size_t text_room = 3 * (size_t)record.size + 2, key_room = fields / 2 + 1; /* the folded text may be twice as long */
    *stored = (Stored){.number = segment->first_word + local, .is_known = 1, .is_ascii = 1};
    stored->memory = malloc(key_room * sizeof *stored->keys + text_room * sizeof(uint32_t) + key_room + (size_t)asked_count);
    if (!stored->memory)
        return NO_MEMORY;
    stored->keys = (Text *)stored->memory;
    uint32_t *text = (uint32_t *)(stored->keys + key_room), *folded = text;
    stored->sure = (uint8_t *)(text + text_room);
    stored->near = stored->sure + key_room;
    memset(stored->near, 0, (size_t)asked_count);
    uint64_t begin = 0, end = field_end(start, record.size, 0);
    uint32_t *plain = text + 2 * record.size + 1, count = decode(start, end, plain);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t letter = plain[i];
        stored->is_ascii &= letter < 128;
        if (letter >= LETTERS || letters->state[letter] == OTHER) {
            stored->is_known = 0;
            continue;
        }
        if (!letters->state[letter]) {
            *missing = letter;
            return UNKNOWN_LETTER;
        }
        if (!i)
            stored->is_small = letters->small[letter];
        if (!stored->script)
            stored->script = letters->script[letter];
        for (int k = 0; k < 2; k++)
            if (letters->folded[letter][k])
                *text++ = letters->folded[letter][k];
    }
    stored->folded = (Text){folded, (uint32_t)(text - folded)};
    int field = 0;
    for (begin = end + 1; begin <= record.size; begin = end + 1) {
        end = field_end(start, record.size, begin);
        if (++field < 2)
            continue;
        if (field % 2 == 0) {
            Text *key = &stored->keys[stored->key_count++];
            stored->sure[stored->key_count - 1] = 0;
            *key = (Text){text, decode(start + begin, end - begin, text)};
            text += key->size;
        } else
            stored->sure[stored->key_count - 1] = end - begin == 1 && start[begin] == '0';
    }
    return 1;
}

/* The value of a key in a map, with its size; NULL if there is none. */
static const uint8_t *value_of(Map map, const uint8_t *key, uint32_t size, uint64_t *value_size)
{
    uint64_t low = 0, high = map.size;
    while (low < high) { /* `low` is where a line begins, `high` where one ends */
        uint64_t start = low + (high - low) / 2;
        while (start > low && map.content[start - 1] != '\n')
            start--;
        const uint8_t *line = map.content + start, *tab = memchr(line, '\t', map.size - start);
        const uint8_t *end = memchr(line, '\n', map.size - start);
        if (!tab || !end || tab > end)
            return NULL;
        uint64_t length = (uint64_t)(tab - line);
        int found = memcmp(line, key, length < size ? length : size);
        if (!found)
            found = (length > size) - (length < size);
        if (!found) {
            *value_size = (uint64_t)(end - tab) - 1;
            return tab + 1;
        }
        if (found < 0)
            low = (uint64_t)(end - map.content) + 1;
        else
            high = start;
    }
    return NULL;
}

/* Whether one of the words of a value is a class of a word of the text. */
static int has_class(const uint8_t *value, uint64_t size, const Asked *asked, uint8_t *bytes)
{
    for (uint32_t i = 0; i < asked->counts[CLASSES]; i++) {
        uint32_t length = encode(asked->lists[CLASSES][i].text, asked->lists[CLASSES][i].size, bytes);
        for (uint64_t start = 0; start < size;) {
            const uint8_t *space = memchr(value + start, ' ', size - start);
            uint64_t end = space ? (uint64_t)(space - value) : size;
            if (end - start == length && !memcmp(value + start, bytes, length))
                return 1;
            start = end + 1;
        }
    }
    return 0;
}

/* Whether a listed word is the given name that a word of the text is: by its spelling, else by its sound, where only Python
 * knows the family names that stand first. `bytes` has room for the folded word or a key, and for a class after it. */
static int shares_class(const Asked *asked, const Stored *stored, const Rules *rules, uint8_t *bytes, size_t room)
{
    Map spelled[] = {rules->spelled, rules->shortened};
    int is_spelled = 0;
    if (!asked->counts[CLASSES])
        return NO;
    uint32_t size = encode(stored->folded.text, stored->folded.size, bytes);
    for (int i = 0; i < 2; i++) {
        uint64_t value_size = 0;
        const uint8_t *value = value_of(spelled[i], bytes, size, &value_size);
        if (value && has_class(value, value_size, asked, bytes + room))
            return YES;
        is_spelled |= value && value_size;
    }
    if (is_spelled)
        return NO;
    int is_latin = stored->script == rules->latin || stored->is_ascii;
    for (uint32_t k = 0; k < stored->key_count; k++) {
        Text key = stored->keys[k];
        if ((is_latin && !stored->sure[k]) || key.size < (stored->script == rules->latin ? rules->shortest_latin : 1))
            continue;
        uint64_t value_size = 0;
        const uint8_t *value = value_of(rules->heard, bytes, encode(key.text, key.size, bytes), &value_size);
        if (value && has_class(value, value_size, asked, bytes + room))
            return MAYBE;
    }
    return NO;
}

static int has_common(const Text *texts, uint32_t count, const Stored *stored)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < stored->key_count; k++)
            if (is_same(texts[i], stored->keys[k]))
                return 1;
    return 0;
}

/* What is left over of the room for texts of a call. */
typedef struct {
    uint32_t *row;
    uint8_t *bytes;
    size_t room;
} Scratch;

/* Twin of `may_be_near`; MAYBE if only Python knows. */
static int is_near(const Asked *asked, const Stored *stored, const Rules *rules, Scratch *scratch)
{
    if (asked->flags & NO_ALPHABET)
        return YES;
    if (!stored->is_known)
        return MAYBE;
    const Pattern *folded = &asked->patterns[asked->counts[KEYS]];
    if (is_same(asked->folded, stored->folded) || has_common(asked->lists[KEYS], asked->counts[KEYS], stored))
        return YES;
    int in_one_script = asked->script == stored->script;
    double most = in_one_script ? rules->misspelled : rules->alike;
    if (in_one_script && normalized_edits(folded, stored->folded.text, stored->folded.size, scratch->row) <= most)
        return YES;
    for (uint32_t i = 0; i < asked->counts[KEYS]; i++)
        for (uint32_t k = 0; k < stored->key_count; k++)
            if (normalized_edits(&asked->patterns[i], stored->keys[k].text, stored->keys[k].size, scratch->row) <= most)
                return YES;
    if (has_common(asked->lists[STEMS], asked->counts[STEMS], stored))
        return YES;
    return shares_class(asked, stored, rules, scratch->bytes, scratch->room);
}

/* The family and given names of one form, by their places in `stored`. */
typedef struct {
    uint32_t *places;
    uint32_t size;
} Names;

/* Twin of `_may_have_words` of a form that is a person's name. */
static int has_words(const Asked *asked, int32_t count, Stored *stored, Names names, const Rules *rules, Scratch *scratch)
{
    int all = YES;
    if ((uint32_t)count > names.size)
        return YES;
    for (int32_t w = 0; w < count; w++) {
        int any = NO;
        for (uint32_t i = 0; i < names.size && any != YES; i++) {
            Stored *other = &stored[names.places[i]];
            if (!other->near[w])
                other->near[w] = (uint8_t)(1 + is_near(&asked[w], other, rules, scratch));
            int found = other->near[w] - 1;
            any = found > any ? (found == YES ? YES : MAYBE) : any;
            if (found == YES)
                any = YES;
        }
        if (any == NO)
            return NO;
        if (any == MAYBE)
            all = MAYBE;
    }
    return all;
}

/* Two neighbouring words of the text, written as one. */
typedef struct {
    Pattern key;
    uint32_t script, size;
    int is_abjad;
} Joined;

/* Whether two of more words than a person's name has may be written there as one, as `covers` asks; 1 if only Python knows. */
static int may_cover(const Joined *joined, int32_t joined_count, const Stored *stored, Names names, const Rules *rules,
                     Scratch *scratch)
{
    for (uint32_t i = 0; i < names.size; i++) {
        const Stored *whole = &stored[names.places[i]];
        if (!whole->is_known)
            return 1;
        for (int32_t j = 0; j < joined_count; j++) {
            int64_t longer = (int64_t)joined[j].size - (int64_t)whole->folded.size;
            if (joined[j].script == whole->script && (longer > rules->slack || longer < -rules->slack))
                continue;
            if (joined[j].is_abjad)
                return 1;
            for (uint32_t k = 0; k < whole->key_count; k++)
                if (normalized_edits(&joined[j].key, whole->keys[k].text, whole->keys[k].size, scratch->row) <=
                    rules->joined)
                    return 1;
        }
    }
    return 0;
}

/* Verdicts on a form: it may be the name; it is near, but surely is not; only Python knows whether it is near. */
enum { KEPT = 1, NEAR_ONLY = 2, ASK = 3 };

typedef struct {
    Stored *stored;
    uint32_t size, room, longest;
} Vocabulary;

/* The place of a word among those that were read, read now if it was not. Negative as `open_stored` is. */
static int64_t place_of(Vocabulary *known, const Segment *segment, uint32_t local, int32_t asked_count,
                        const Letters *letters, uint32_t *missing)
{
    uint32_t number = segment->first_word + local;
    for (uint32_t i = 0; i < known->size; i++)
        if (known->stored[i].number == number)
            return i;
    if (known->size == known->room) {
        Stored *more = realloc(known->stored, (2 * (size_t)known->room + 64) * sizeof *more);
        if (!more)
            return NO_MEMORY;
        known->stored = more, known->room = 2 * known->room + 64;
    }
    Stored *stored = &known->stored[known->size];
    int32_t found = open_stored(stored, segment, local, asked_count, letters, missing);
    if (found < 0) {
        free(stored->memory);
        return found;
    }
    Record record = record_of(segment, local);
    known->longest = record.size > known->longest ? (uint32_t)record.size : known->longest;
    return known->size++;
}

static int scratch_for(Scratch *scratch, uint32_t longest)
{
    size_t room = 8 * (size_t)longest + 8; /* the folded word in UTF-8 */
    if (room <= scratch->room)
        return 1;
    uint32_t *row = realloc(scratch->row, room * sizeof *row);
    uint8_t *bytes = realloc(scratch->bytes, 2 * room);
    scratch->row = row ? row : scratch->row;
    scratch->bytes = bytes ? bytes : scratch->bytes;
    scratch->room = row && bytes ? room : scratch->room;
    return row && bytes;
}

/* Twin of `_sharing_pairs`, then of `_may_have_words` if there are verdicts to give: the forms that share most pairs of
 * skeletons with the words `asked`, but those that have a word unlike theirs. `required` are the words that need a
 * counterpart in a person's name. Returns how many forms, or UNKNOWN_LETTER and the letter. */
API int32_t translit_close(const Segment *segments, int32_t segment_count, const uint32_t *const *asked, int32_t asked_count,
                           const uint32_t *const *required, int32_t required_count, const uint32_t *cut_sizes,
                           const Rules *rules, int32_t most, uint32_t *out_forms, uint8_t *out_verdicts,
                           uint32_t *out_missing)
{
    Asked *words = calloc((size_t)asked_count + 1, sizeof *words);
    Asked *needed = calloc((size_t)required_count + 1, sizeof *needed);
    Joined *joined = calloc((size_t)required_count + 1, sizeof *joined);
    uint32_t *keys = NULL, *places = NULL, longest = 0, place_room = 0;
    int32_t found = NO_MEMORY, size = 0, joined_count = required_count ? required_count - 1 : 0;
    Vocabulary known = {0};
    Scratch scratch = {0};
    Best best = {0};
    if (!words || !needed || !joined || !best_open(&best, most))
        goto end;
    for (int32_t i = 0; i < asked_count; i++)
        if (!open_asked(&words[i], asked[i], &longest))
            goto end;
    for (int32_t i = 0; i < required_count; i++)
        if (!open_asked(&needed[i], required[i], &longest))
            goto end;
    keys = malloc((2 * (size_t)longest * ((size_t)joined_count + 1) + 1) * sizeof *keys);
    if (!keys || !scratch_for(&scratch, 2 * longest))
        goto end;
    if (!share_pairs(segments, segment_count, words, asked_count, cut_sizes, keys, &best))
        goto end;
    for (int32_t i = 0; i < joined_count; i++) {
        const Asked *first = &needed[i], *second = &needed[i + 1];
        uint32_t *key = keys + 2 * (size_t)longest * (size_t)i;
        memcpy(key, first->key.text, first->key.size * sizeof *key);
        memcpy(key + first->key.size, second->key.text, second->key.size * sizeof *key);
        prepare(&joined[i].key, key, first->key.size + second->key.size);
        joined[i].script = first->script;
        joined[i].size = first->folded.size + second->folded.size;
        joined[i].is_abjad = (first->flags | second->flags) & ABJAD;
    }
    for (int32_t i = 0; i < best.size; i++) {
        uint32_t local;
        const Segment *segment = segment_of_form(segments, segment_count, best.numbers[i], &local);
        int verdict = KEPT, is_person = 1, is_small = 0;
        if (segment && out_verdicts) {
            Slice row = words_of(segment, local);
            const uint8_t *roles = segment->form_roles + (row.first - segment->form_words);
            Names names = {places, 0};
            for (uint32_t k = 0; k < row.size; k++)
                is_person &= roles[k] != rules->content;
            if (row.size > place_room) {
                uint32_t *more = realloc(places, row.size * sizeof *places);
                if (!more)
                    goto end;
                names.places = places = more, place_room = row.size;
            }
            for (uint32_t k = 0; k < row.size && is_person; k++) {
                if (row.first[k] >= segment->word_count)
                    continue;
                int64_t place = place_of(&known, segment, row.first[k], asked_count, rules->letters, out_missing);
                if (place < 0) {
                    found = (int32_t)place;
                    goto end;
                }
                is_small |= known.stored[place].is_small || !known.stored[place].is_known;
                if (roles[k] == rules->given || roles[k] == rules->family)
                    places[names.size++] = (uint32_t)place;
            }
            if (!scratch_for(&scratch, known.longest > 2 * longest ? known.longest : 2 * longest))
                goto end;
            int near = is_person ? has_words(words, asked_count, known.stored, names, rules, &scratch) : YES;
            if (near == NO)
                continue;
            if (near == MAYBE)
                verdict = ASK;
            else if (is_person && !is_small && (uint32_t)required_count > names.size &&
                     !may_cover(joined, joined_count, known.stored, names, rules, &scratch))
                verdict = NEAR_ONLY;
        }
        if (out_verdicts)
            out_verdicts[size] = (uint8_t)verdict;
        out_forms[size++] = best.numbers[i];
    }
    found = size;
end:
    for (uint32_t i = 0; i < known.size; i++)
        free(known.stored[i].memory);
    free(known.stored);
    free(scratch.row);
    free(scratch.bytes);
    free(keys);
    free(places);
    free(joined);
    best_close(&best);
    close_asked(words, asked_count);
    close_asked(needed, required_count);
    return found;
}
