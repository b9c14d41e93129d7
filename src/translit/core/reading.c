/* Words as phonemes: Latin ones by orthographies, Cyrillic ones by the rows of matrices. */
#include "phonetics.h"

#include <string.h>

Tables phonetic_tables(const uint8_t *content)
{
    const Head *head = (const Head *)(const void *)content;
#define PART(type, name) (const type *)(const void *)(content + head->name)
    Tables found = {head, PART(Orthography, orthographies), PART(RowSet, row_sets), PART(Letter, letters),
                    PART(Phonemes, needs), PART(Rewriting, rewritings), PART(Context, contexts), PART(uint16_t, codes),
                    PART(Range, unit_ranges), PART(Range, row_ranges), PART(Unit, units), PART(Row, rows),
                    PART(Language, languages), PART(Trigger, triggers), PART(Lookahead, lookaheads),
                    PART(Automaton, patterns), PART(uint8_t, automata)};
#undef PART
    return found;
}

static uint8_t step(const uint8_t *columns, const uint8_t *next, uint32_t width, uint8_t state, uint16_t letter)
{
    return next[state * width + columns[letter < NAMED ? letter : 0]];
}

int is_found(const Tables *tables, uint8_t number, const uint16_t *letters, uint32_t size)
{
    const Automaton *automaton = &tables->patterns[number];
    const uint8_t *columns = tables->automata + automaton->columns, *ends = tables->automata + automaton->ends;
    const uint8_t *next = tables->automata + automaton->next;
    uint8_t state = START;
    for (uint32_t i = 0; i < size && state > LOST; i++)
        state = step(columns, next, automaton->width, state, letters[i]);
    return ends[state];
}

uint64_t cues_of(const Tables *tables, const uint16_t *word, const Syllable *syllable)
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

uint32_t divide(const Tables *tables, const uint16_t *word, uint32_t size, Syllable *out)
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
        Range range = tables->unit_ranges[found->fold[0] * tables->head->orthography_count + r];
        for (uint32_t i = range.start; i < range.end; i++) {
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

uint32_t read_syllable(const Tables *tables, uint32_t r, const uint16_t *word, const Syllable *syllable, uint8_t *out)
{
    uint32_t size = 0, at = syllable->start;
    while (at < syllable->end) {
        const uint8_t *phonemes = NULL;
        uint32_t count = 0, taken = 1;
        if (word[at] < NAMED) {
            Range range = tables->unit_ranges[word[at] * tables->head->orthography_count + r];
            for (uint32_t i = range.start; i < range.end && !phonemes; i++) {
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

static inline int has_letter(const Context *context, uint8_t letter)
{
    return context->bits[letter >> 6] >> (letter & 63) & 1;
}

static int side_fits(const Tables *tables, uint8_t context, uint8_t letter)
{
    if (!context)
        return 1;
    if (context == 1)
        return !letter || !(tables->letters[letter].flags & INSIDE);
    return letter && has_letter(&tables->contexts[context - 2], letter);
}

int32_t read_rows(const Tables *tables, uint32_t set, const uint16_t *word, uint32_t size, uint8_t *out)
{
    uint32_t count = 0, at = 0;
    while (at < size) {
        Range range = tables->row_ranges[word[at] * tables->head->set_count + set];
        const Row *found = NULL;
        for (uint32_t i = range.start; i < range.end && !found; i++) {
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

int is_triggered(const Tables *tables, const RowSet *set, const uint16_t *word, uint32_t size)
{
    for (uint32_t i = 0; i < set->triggers; i++)
        for (uint32_t at = 0; at < size; at++) {
            const Trigger *trigger = &tables->triggers[set->first_trigger + i];
            if (begins(trigger->letters, trigger->size, word, at, size))
                return 1;
        }
    return !set->triggers;
}
