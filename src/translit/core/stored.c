#include "stored.h"

#include <stdlib.h>
#include <string.h>

int scratch_for(Scratch *scratch, uint32_t longest)
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

static int is_same(Text a, Text b) { return a.size == b.size && !memcmp(a.text, b.text, a.size * sizeof *a.text); }

int32_t open_stored(Stored *stored, const Segment *segment, uint32_t local, int32_t asked_count,
                           const Letters *letters, uint32_t *missing)
{
    Record record = record_of(segment, local);
    const uint8_t *start = segment->words + record.start;
    uint32_t fields = 1;
    for (uint64_t i = 0; i < record.size; i++)
        fields += start[i] == '\t';
    size_t text_room = 3 * (size_t)record.size + 2, key_room = fields / 2 + 1; /* the folded text may be twice as long */
    *stored = (Stored){.number = segment->first_word + local, .is_known = 1, .is_ascii = 1};
    stored->memory = malloc(key_room * (sizeof *stored->penalties + sizeof *stored->keys) + text_room * sizeof(uint32_t) +
                            (size_t)asked_count);
    if (!stored->memory)
        return NO_MEMORY;
    stored->penalties = stored->memory;
    stored->keys = (Text *)(stored->penalties + key_room);
    uint32_t *text = (uint32_t *)(stored->keys + key_room), *folded = text;
    stored->near = (uint8_t *)(text + text_room);
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
            Text *key = &stored->keys[stored->key_count];
            stored->penalties[stored->key_count++] = 0.0;
            *key = (Text){text, decode(start + begin, end - begin, text)};
            text += key->size;
        } else {
            uint32_t hundredths = 0;
            for (uint64_t i = begin; i < end; i++)
                hundredths = 10 * hundredths + (uint32_t)(start[i] - '0');
            stored->penalties[stored->key_count - 1] = (double)hundredths / 100.0;
        }
    }
    return 1;
}

Text best_key(const Stored *stored)
{
    Text best = {NULL, 0};
    double least = 0.0;
    for (uint32_t k = 0; k < stored->key_count; k++) {
        Text key = stored->keys[k];
        if (!k || stored->penalties[k] < least || (stored->penalties[k] == least && compare_texts(key, best) < 0))
            best = key, least = stored->penalties[k];
    }
    return best;
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
        if ((is_latin && stored->penalties[k] != 0.0) || key.size < (stored->script == rules->latin ? rules->shortest_latin : 1))
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

int is_near(const Asked *asked, const Stored *stored, const Rules *rules, Scratch *scratch)
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
