/* The listed names that share two words with words of a text: translit.match.candidates, translit.gazetteer.close_names. */
#include "close.h"

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
    int32_t slack;                    /* in letters, as there */
    uint32_t shortest_latin, latin;   /* as in translit.names.given_names; the script */
    uint8_t given, family, content;   /* roles */
    Map spelled, shortened, heard;    /* of given names */
    const Letters *letters;
} Rules;

enum { NO, YES, MAYBE };

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
