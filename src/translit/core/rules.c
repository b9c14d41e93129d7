/* The phonetic rules: translit.table.phonetics.apply_rules. */
#include "phonetics.h"

#include <string.h>

static inline int has(const Phonemes *set, uint8_t phoneme)
{
    return (phoneme < 64 ? set->low >> phoneme : set->high >> (phoneme - 64)) & 1;
}

uint32_t without_doubles(uint8_t *text, uint32_t size)
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

uint32_t by_rules(const Tables *tables, uint8_t *text, uint32_t size)
{
    Phonemes there = phonemes_of(text, size);
    for (uint32_t i = 0; i < tables->head->rewriting_count; i++) {
        Phonemes needs = tables->needs[i];
        if ((needs.low | needs.high) && !((needs.low & there.low) | (needs.high & there.high)))
            continue;
        const Rewriting *how = &tables->rewritings[i];
        uint32_t before = size;
        size = how->kind == DOUBLED ? without_doubles(text, size) : rewritten(how, text, size);
        if (size == TOO_LONG)
            return size;
        if (how->kind != DOUBLED || size != before)
            there = phonemes_of(text, size);
    }
    return size;
}
